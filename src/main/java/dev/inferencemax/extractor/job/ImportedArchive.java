package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.source.ArchiveTree;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code --archive} names. */
public final class ImportedArchive {

    private ImportedArchive() {}

    static ArchiveTree tree(Path root) {
        return ArchiveTree.of(root, name -> ArtifactKind.of(name) != ArtifactKind.OTHER);
    }

    /** Why there is nothing to import in it, if so: a sentence that begins with the path. */
    public static Optional<String> complaint(Path root) {
        try {
            if (!tree(root).isEmpty()) {
                return Optional.empty();
            }
        } catch (UncheckedIOException unreadable) {
            return Optional.empty(); // there is something; the import says what is wrong with it
        }
        return Optional.of(
                Files.isDirectory(root)
                        ? "%s: nothing to import in %s. Expected %s.".formatted(root, root, ArchiveTree.EXPECTED)
                        : "%s is a file whose name tells no run. Give a directory, or name it run_<RUN_ID>.zip."
                                .formatted(root));
    }
}
