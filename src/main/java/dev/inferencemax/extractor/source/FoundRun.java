package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.LooseFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** As GitHub serves it, and in its place in the archive already. */
    public record Archived(String file) implements Packing {}

    /** As {@code gh run download} unpacks it. */
    public record Folder(Path path) implements Packing {}

    /** Its files that may hold results, wherever their bytes lie. */
    public record Files(List<LooseFile> files) implements Packing {}

    /**
     * An artifact found in a tree.
     *
     * @param id null: the layout does not tell
     * @param name as told by the file or folder; what a listing says of the same file is better
     * @param packing what it consists of
     * @param where for people
     * @param publishedAt when somebody committed it; null: it was found elsewhere than in a history
     */
    public record FoundArtifact(
            @Nullable Long id,
            String name,
            Packing packing,
            String where,
            @Nullable Instant publishedAt) {}

    /** The same run in parts of so many artifacts, where it holds more than one run can. */
    public Stream<FoundRun> inParts(int size) {
        if (id != UNKNOWN || artifacts.size() <= size) {
            return Stream.of(this);
        }
        return IntStream.range(0, (artifacts.size() + size - 1) / size)
                .mapToObj(part -> with(artifacts.subList(part * size, Math.min((part + 1) * size, artifacts.size()))));
    }

    /** The same run with only some of its artifacts. */
    public FoundRun with(List<FoundArtifact> some) {
        return new FoundRun(id, workflow, descriptions, some);
    }
}
