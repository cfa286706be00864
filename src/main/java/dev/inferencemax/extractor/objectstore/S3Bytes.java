package dev.inferencemax.extractor.objectstore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an object. What goes wrong while they come is the store's trouble, not that of a file. */
final class S3Bytes extends FilterInputStream {

    private final ResponseInputStream<?> object;
    private final Function<Exception, StoreTrouble> trouble;
    private boolean ended;

    S3Bytes(ResponseInputStream<?> object, Function<Exception, StoreTrouble> trouble) {
        super(object);
        this.object = object;
        this.trouble = trouble;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            int n = super.read(into, offset, length);
            ended |= n < 0;
            return n;
        } catch (IOException | SdkException e) {
            throw trouble.apply(e);
        }
    }

    /** What is not wanted is not waited for. */
    @Override
    public void close() throws IOException {
        if (ended) {
            super.close();
        } else {
            object.abort();
        }
    }
}
