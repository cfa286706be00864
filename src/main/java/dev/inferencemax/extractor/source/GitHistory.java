package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repositories in whose history result files were committed. What stands in memory is an index, some hundred bytes a
 * version, made when it is first asked for; the files themselves are read one by one.
 */
public final class GitHistory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GitHistory.class);

    private final List<GitRepository> repositories;
    private @Nullable NavigableMap<Long, Map<ArtifactKey, Map<String, Versions>>> index;

    GitHistory(List<GitRepository> repositories) {
        this.repositories = List.copyOf(repositories);
    }

    /** An artifact of a run, as far as paths tell. */
    private record ArtifactKey(String name, @Nullable Long id) {

        private static final Comparator<ArtifactKey> ORDER = Comparator.comparing(
                        ArtifactKey::id, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
                .thenComparing(ArtifactKey::name);
    }

    /** One content of a file, and when it was first committed. */
    private record Version(String file, GitRepository repository, ObjectId content, Instant committed) {

        LooseFile bytes() {
            return repository.file(file, content);
        }
    }

    /** Every content that a file had, whichever branch, folder or repository it was in. */
    private static final class Versions {

        private record First(GitRepository repository, int committed) {}

        private final Map<ObjectId, First> contents = new LinkedHashMap<>();

        void add(GitRepository repository, ObjectId content, int committed) {
            contents.merge(
                    content,
                    new First(repository, committed),
                    (one, other) -> one.committed <= other.committed ? one : other);
        }

        List<Version> newestFirst(String file) {
            return contents.entrySet().stream()
                    .sorted(Comparator.comparingInt(
                                    (Map.Entry<ObjectId, First> version) -> version.getValue().committed)
                            .reversed()
                            .thenComparing(Map.Entry::getKey))
                    .map(version -> new Version(
                            file,
                            version.getValue().repository,
                            version.getKey(),
                            Instant.ofEpochSecond(version.getValue().committed)))
                    .toList();
        }
    }

    /** Everything that the histories hold, by ascending run; what tells no run comes first. */
    public Stream<FoundRun> runs() {
        return index().keySet().stream().flatMap(run -> run(run).stream());
    }

    /** What the histories hold of a run. */
    public Optional<FoundRun> run(long id) {
        Map<ArtifactKey, Map<String, Versions>> artifacts = index().get(id);
        if (artifacts == null) {
            return Optional.empty();
        }
        List<FoundArtifact> found = new ArrayList<>();
        artifacts.forEach((artifact, files) -> {
            List<List<Version>> versions = new ArrayList<>();
            files.forEach((file, all) -> versions.add(all.newestFirst(file)));
            found.addAll(id == FoundRun.UNKNOWN ? eachOnItsOwn(artifact, versions) : generations(artifact, versions));
        });
        return Optional.of(new FoundRun(id, null, Map.of(), found));
    }

    /** Without a run only the commit dates a row, so that no two versions can be one artifact. */
    private static List<FoundArtifact> eachOnItsOwn(ArtifactKey artifact, List<List<Version>> files) {
        return files.stream()
                .flatMap(List::stream)
                .map(version -> found(artifact, null, List.of(version)))
                .toList();
    }

    /**
     * The newest version of each file is the artifact; the versions before these are one more of that name, and so on: a
     * later attempt of the run may have replaced what an earlier one had left.
     */
    private static List<FoundArtifact> generations(ArtifactKey artifact, List<List<Version>> files) {
        int most = files.stream().mapToInt(List::size).max().orElse(0);
        List<FoundArtifact> generations = new ArrayList<>();
        for (int age = 0; age < most; age++) {
            int back = age;
            List<Version> ofThatAge = files.stream()
                    .filter(versions -> versions.size() > back)
                    .map(versions -> versions.get(back))
                    .toList();
            generations.add(found(artifact, age == 0 ? artifact.id() : null, ofThatAge));
        }
        return generations;
    }

    private static FoundArtifact found(ArtifactKey artifact, @Nullable Long id, List<Version> files) {
        Version newest =
                files.stream().max(Comparator.comparing(Version::committed)).orElseThrow();
        return new FoundArtifact(
                id,
                artifact.name(),
                new FoundRun.Files(files.stream().map(Version::bytes).toList()),
                "%s, committed %s to %s"
                        .formatted(
                                newest.file(),
                                newest.committed(),
                                newest.repository().location()),
                newest.committed());
    }

    private synchronized NavigableMap<Long, Map<ArtifactKey, Map<String, Versions>>> index() {
        NavigableMap<Long, Map<ArtifactKey, Map<String, Versions>>> known = index;
        if (known == null) {
            known = new TreeMap<>();
            for (GitRepository repository : repositories) {
                read(repository, known);
            }
            index = known;
        }
        return known;
    }

    private static void read(
            GitRepository repository, NavigableMap<Long, Map<ArtifactKey, Map<String, Versions>>> into) {
        log.info("Reading the history of {}", repository.location());
        repository.versions((path, content, committed) -> HistoryPath.of(path)
                .ifPresent(told -> into.computeIfAbsent(told.runId(), run -> new TreeMap<>(ArtifactKey.ORDER))
                        .computeIfAbsent(
                                new ArtifactKey(told.artifact(), told.artifactId()), artifact -> new TreeMap<>())
                        .computeIfAbsent(told.file(), file -> new Versions())
                        .add(repository, content, committed)));
    }

    @Override
    public void close() {
        repositories.forEach(GitRepository::close);
    }
}
