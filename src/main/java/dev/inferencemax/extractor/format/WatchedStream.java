package dev.inferencemax.extractor.format;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether a stream failed. Parsers throw {@code IOException} too for bytes that are no text in the encoding
 * they look like, and that is a fault of the file.
 */
final class WatchedStream extends InputStream {

    private final InputStream in;
    private @Nullable IOException failure;

    WatchedStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Throws what the stream itself threw, if it did. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
