package dev.inferencemax.extractor.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects below a prefix of a bucket. Names are relative to it. An object is there as a whole or not at all. Safe for
 * many threads. Whatever keeps the store from answering is a {@link StoreTrouble}.
 */
public interface ObjectStore {

    /** Where it is, as somebody would type it. */
    String place();

    /** Asks for the least, to fail before any work rather than in the midst of it. */
    void requireReadable();

    /** The same, and writes the least: an object {@code .writable}, which stays, as deleting takes a right of its own. */
    void requireWritable();

    /**
     * An object, as the store states it.
     *
     * @param name relative to the prefix
     * @param sha256 64 hex digits of its bytes; null: the store does not know
     */
    record Stated(String name, long size, @Nullable String sha256) {}

    /** What is stated of an object; empty: there is none. Its bytes are not read. */
    Optional<Stated> find(String name);

    /**
     * Reads an object; the stream ends in {@link BytesBent} where the bytes are not those that were put. Empty: there is
     * none.
     */
    Optional<InputStream> open(String name) throws IOException;

    /**
     * What is to be put.
     *
     * @param sha256 64 hex digits, which the store checks
     * @param type for browsers: {@code text/csv}
     * @param bytes opened once for each try
     */
    record Content(long size, String sha256, String type, Opening bytes) {}

    /** Opens the bytes from their beginning. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /** Puts an object, replacing what was there, in one stroke. */
    void put(String name, Content content);

    /** What stands between a beginning of names and the next slash: {@code run_1} and {@code run_2}, asked for {@code run_}. */
    Stream<String> folders(String beginning);

    /** The objects whose names begin so and have no further slash, page by page, without their digests. */
    Stream<Stated> objects(String beginning);
}
