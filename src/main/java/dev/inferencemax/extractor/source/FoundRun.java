package dev.inferencemax.extractor.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run found in a tree of artifacts.
 *
 * @param workflow file name, where the tree's layout tells it
 * @param descriptions files beside the artifacts that tell of the run, by name: {@code run.json}, {@code artifacts.json}
 */
public record FoundRun(
        long id, @Nullable String workflow, Map<String, Path> descriptions, List<FoundArtifact> artifacts) {

    /** In which shape an artifact lies there. */
    public enum Shape {
        ZIP,
        /** As {@code gh run download} unpacks it. */
        FOLDER,
        /** The one JSON file of an artifact. */
        JSON
    }

    /**
     * An artifact found in a tree.
     *
     * @param id null: the layout does not tell
     * @param name as told by the file or folder; what a listing says of the same file is better
     * @param file its name in the run's folder
     */
    public record FoundArtifact(@Nullable Long id, String name, String file, Shape shape, Path path) {}
}
