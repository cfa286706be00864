package dev.inferencemax.extractor.archive;

/** What became of bytes that were to be kept. */
public sealed interface Stored {

    /**
     * Complete, verified, in its place.
     *
     * @param file relative to the archive
     * @param sha256 64 hex digits
     */
    record Kept(String file, long bytes, String sha256) implements Stored {}

    /**
     * Not what was stated; nothing is kept, and what was kept before under that name stays.
     *
     * @param what for people: {@code size 10, GitHub states 12}
     */
    record Mismatch(String what) implements Stored {}
}
