package dev.inferencemax.extractor.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of an artifact that was unpacked before it came to us.
 *
 * @param entryName its name in the artifact, {@code /} between folders
 */
public record LooseFile(String entryName, Content content) {

    /** Opens the file's bytes. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public static LooseFile at(String entryName, Path path) {
        return new LooseFile(entryName, () -> Files.newInputStream(path));
    }

    public static LooseFile of(String entryName, byte[] bytes) {
        return new LooseFile(entryName, () -> new ByteArrayInputStream(bytes));
    }
}
