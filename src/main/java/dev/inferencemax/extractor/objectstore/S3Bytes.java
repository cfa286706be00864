package dev.inferencemax.extractor.objectstore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an object. What goes wrong while they come is the store's trouble, not that of a file. */
final class S3Bytes extends FilterInputStream {

    /** The SDK has no type for it. */
    private static final String BENT = "different checksum";

    private final String name;
    private final ResponseInputStream<?> object;
    private final Function<Exception, StoreTrouble> trouble;
    private boolean ended;

    S3Bytes(String name, ResponseInputStream<?> object, Function<Exception, StoreTrouble> trouble) {
        super(object);
        this.name = name;
        this.object = object;
        this.trouble = trouble;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int n = super.read(into, offset, length);
            ended |= n < 0;
            return n;
        } catch (IOException | SdkException e) {
            if (String.valueOf(e.getMessage()).contains(BENT)) {
                throw new BytesBent(name, e);
            }
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
