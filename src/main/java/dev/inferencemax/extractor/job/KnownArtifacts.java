package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.ArchiveNames;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.ledger.Artifact;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The artifacts of one run that are known, by all that may tell which of them a file on disk is. */
final class KnownArtifacts {

    private final long runId;
    private final Map<Long, Artifact> byId = new TreeMap<>();
    private final Map<String, Artifact> byFile = new HashMap<>();
    private final Map<String, Map<Long, Artifact>> byName = new HashMap<>();
    private final Set<Long> claimed = new HashSet<>();

    KnownArtifacts(long runId) {
        this.runId = runId;
    }

    void add(Artifact artifact) {
        Artifact before = byId.put(artifact.id(), artifact);
        if (before != null) {
            byFile.remove(before.file());
            ofAnyCase(before.name()).remove(before.id());
        }
        byFile.put(artifact.file(), artifact);
        byName.computeIfAbsent(anyCase(artifact.name()), first -> new TreeMap<>())
                .put(artifact.id(), artifact);
    }

    Collection<Artifact> all() {
        return byId.values();
    }

    @Nullable Artifact withId(long id) {
        return byId.get(id);
    }

    /** The one that has this place in the archive, unless another file was it already; null: none. */
    @Nullable Artifact at(String file) {
        Artifact artifact = byFile.get(file);
        return artifact == null || claimed.contains(artifact.id()) ? null : artifact;
    }

    /** Those of a name that no other file was already, in the order of their ids. */
    List<Artifact> named(String name) {
        return ofAnyCase(name).values().stream()
                .filter(artifact -> artifact.name().equals(name))
                .filter(artifact -> !claimed.contains(artifact.id()))
                .toList();
    }

    /** A file is this artifact. */
    void claim(Artifact artifact) {
        claimed.add(artifact.id());
    }

    /** One that nobody listed, with a place of its own in the archive. */
    Artifact unlisted(long id, String name) {
        Map<Long, String> names =
                ofAnyCase(name).values().stream().collect(Collectors.toMap(Artifact::id, Artifact::name));
        names.put(id, name);
        String file = Objects.requireNonNull(ArchiveNames.assign(runId, names).get(id));
        return artifact(id, name, byFile.containsKey(file) ? ArchiveNames.withId(runId, id, name) : file);
    }

    Artifact artifact(long id, String name, String file) {
        return Artifact.listed(id, runId, name, ArtifactKind.of(name).name(), null, null, null, false, file);
    }

    static Map<Long, Artifact> byId(Collection<Artifact> artifacts) {
        return artifacts.stream().collect(Collectors.toMap(Artifact::id, Function.identity()));
    }

    private Map<Long, Artifact> ofAnyCase(String name) {
        return byName.getOrDefault(anyCase(name), Map.of());
    }

    /** Two names that differ by case alone are one to some file systems. */
    private static String anyCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
