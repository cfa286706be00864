package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A mirror on disk, laid out as upstream's backup: {@code DATE/WORKFLOW_RUNID/artifacts/NAME_ARTIFACTID.zip}. */
public final class BackupFolder implements ArtifactSource {

    private static final Pattern RUN = Pattern.compile("(.*)_([0-9]{1,18})");
    private static final Pattern ZIP = Pattern.compile("(.*)_([0-9]{1,18})\\.zip", Pattern.CASE_INSENSITIVE);

    private record RunFolder(String workflow, Path artifacts) {}

    private final Path root;
    private final RawArchive archive;
    private final Map<Long, List<RunFolder>> folders = new HashMap<>();
    private boolean indexed;

    public BackupFolder(Path root, RawArchive archive) {
        this.root = root;
        this.archive = archive;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public FetchOutcome fetch(Artifact artifact) {
        if (!ArtifactIds.known(artifact.id())) {
            return new FetchOutcome.NotHere();
        }
        for (RunFolder folder : folders().getOrDefault(artifact.runId(), List.of())) {
            for (Path zip : ArchiveTree.children(folder.artifacts())) {
                Matcher name = ZIP.matcher(String.valueOf(zip.getFileName()));
                if (name.matches() && Long.parseLong(name.group(2)) == artifact.id()) {
                    return copy(zip, artifact);
                }
            }
        }
        return new FetchOutcome.NotHere();
    }

    private FetchOutcome copy(Path zip, Artifact artifact) {
        try (Incoming incoming = archive.begin(artifact.file())) {
            Files.copy(zip, incoming.stream());
            Stored stored = incoming.commit(artifact.size(), artifact.digest());
            return stored instanceof Stored.Mismatch mismatch
                    ? new FetchOutcome.Mismatch(mismatch.what())
                    : new FetchOutcome.Fetched();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(zip, e.getMessage()), e);
        }
    }

    /** Everything that the mirror holds, by ascending run. */
    public Stream<FoundRun> runs() {
        return new TreeMap<>(folders()).entrySet().stream().map(run -> {
            List<FoundArtifact> artifacts = new ArrayList<>();
            for (RunFolder folder : run.getValue()) {
                for (Path zip : ArchiveTree.children(folder.artifacts())) {
                    String file = String.valueOf(zip.getFileName());
                    Matcher name = ZIP.matcher(file);
                    if (name.matches()) {
                        artifacts.add(new FoundArtifact(
                                Long.parseLong(name.group(2)),
                                name.group(1),
                                new FoundRun.Zip(zip),
                                zip.toString(),
                                null));
                    }
                }
            }
            String workflow = run.getValue().get(0).workflow();
            return new FoundRun(run.getKey(), workflow.matches(".*\\.ya?ml") ? workflow : null, Map.of(), artifacts);
        });
    }

    /** Where each run lies: read once, a few thousand folders, never the artifacts in them. */
    private synchronized Map<Long, List<RunFolder>> folders() {
        if (!indexed) {
            for (Path date : ArchiveTree.children(root)) {
                if (Files.isDirectory(date)) {
                    ArchiveTree.children(date).forEach(this::index);
                }
            }
            indexed = true;
        }
        return folders;
    }

    private void index(Path run) {
        Matcher name = RUN.matcher(String.valueOf(run.getFileName()));
        Path artifacts = run.resolve("artifacts");
        if (name.matches() && Files.isDirectory(artifacts)) {
            folders.computeIfAbsent(Long.parseLong(name.group(2)), id -> new ArrayList<>())
                    .add(new RunFolder(name.group(1), artifacts));
        }
    }
}
