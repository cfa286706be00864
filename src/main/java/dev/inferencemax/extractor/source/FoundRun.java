package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.LooseFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run found in a tree of artifacts.
 *
 * @param id {@link #UNKNOWN}: nobody knows which
 * @param workflow file name, where the tree's layout tells it
 * @param descriptions files beside the artifacts that tell of the run, by name: {@code run.json}, {@code artifacts.json}
 */
public record FoundRun(
        long id, @Nullable String workflow, Map<String, LooseFile> descriptions, List<FoundArtifact> artifacts) {

    /** Stands for the run of artifacts that nobody wrote a run id beside. Older than every run. */
    public static final long UNKNOWN = 0;

    /** What an artifact consists of, where it was found. */
    public sealed interface Packing {}

    /** As GitHub serves it. */
    public record Zip(Path path) implements Packing {}

    /** As GitHub serves it, but within another zip. */
    public record NestedZip(LooseFile file) implements Packing {}

    /** As GitHub serves it, but on the other side of a network. */
    public record Elsewhere(RemoteZip zip) implements Packing {}

    /** As {@code gh run download} unpacks it. */
    public record Folder(Path path) implements Packing {}

    /** Unpacked, within another zip; only what may hold results. */
    public record Files(List<LooseFile> files) implements Packing {}

    /** The one JSON file of an artifact, wherever its bytes lie. */
    public record Json(LooseFile file) implements Packing {}

    /**
     * An artifact found in a tree.
     *
     * @param id null: the layout does not tell
     * @param name as told by the file or folder; what a listing says of the same file is better
     * @param packing what it consists of
     * @param where for people
     * @param publishedAt when it was put there; null: not known. Told only where the run's own date may not be
     */
    public record FoundArtifact(
            @Nullable Long id,
            String name,
            Packing packing,
            String where,
            @Nullable Instant publishedAt) {}
}
