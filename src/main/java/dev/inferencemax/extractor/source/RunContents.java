package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.ArchiveNames;
import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import dev.inferencemax.extractor.source.FoundRun.Packing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What lies where a run's artifacts lie together, in a folder or in a zip; filled file by file. */
final class RunContents {

    private static final Set<String> DESCRIPTIONS = Set.of("run.json", "artifacts.json", "asked-for.txt");

    private final Map<String, LooseFile> descriptions = new HashMap<>();
    private final List<FoundArtifact> artifacts = new ArrayList<>();

    static boolean isDescription(String file) {
        return DESCRIPTIONS.contains(file);
    }

    static boolean isJson(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    void description(String file, LooseFile content) {
        descriptions.putIfAbsent(file, content);
    }

    /** An artifact unpacked into a folder of its name. */
    void unpacked(String name, Packing packing, String where) {
        artifacts.add(new FoundArtifact(null, name, packing, where, null));
    }

    /** The zip of an artifact; the archive's own names tell the artifact's id. */
    void zip(String file, Packing packing, String where) {
        String name = RunName.withoutEnding(file);
        OptionalLong id = ArchiveNames.idIn(file);
        artifacts.add(
                id.isPresent()
                        ? new FoundArtifact(
                                id.getAsLong(), name.substring(0, name.lastIndexOf('~')), packing, where, null)
                        : new FoundArtifact(null, name, packing, where, null));
    }

    /** A file that was taken out of its artifact. */
    void bare(String file, LooseFile content, String where) {
        artifacts.add(new FoundArtifact(null, artifactOf(file), new FoundRun.Files(List.of(content)), where, null));
    }

    void addAll(RunContents other) {
        other.descriptions.forEach(this::description);
        artifacts.addAll(other.artifacts);
    }

    boolean isEmpty() {
        return artifacts.isEmpty() && descriptions.isEmpty();
    }

    FoundRun of(long run) {
        return new FoundRun(run, null, Map.copyOf(descriptions), List.copyOf(artifacts));
    }

    /**
     * The artifact that a bare file was taken from: the file of a single result is its artifact's name with {@code agg_}
     * before it, that of a collection likewise with {@code results_} instead (atlas, sections 3 and 6).
     */
    static String artifactOf(String file) {
        String name = RunName.withoutEnding(file);
        if (name.equals("agg_bmk")
                || name.equals("agg_all")
                || name.matches("agg_[A-Za-z0-9.-]+(_(test|[0-9]+k[0-9]+k))?")) {
            return "results_" + name.substring("agg_".length());
        }
        return name.startsWith("agg_") ? name.substring("agg_".length()) : name;
    }
}
