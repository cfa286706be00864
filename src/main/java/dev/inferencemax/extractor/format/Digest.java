package dev.inferencemax.extractor.format;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * SHA-256 of a JSON container: the same for the same keys and values, whatever the order of keys, the white space and
 * the way a number is written ({@code 1}, {@code 1.0}, {@code 10e-1}). Stored in databases: a change in
 * {@link DigestWriter} changes every identity.
 */
final class Digest {

    private final byte[] hash;

    Digest(byte[] hash) {
        this.hash = hash;
    }

    byte[] hash() {
        return hash;
    }

    /** The first 128 bits. */
    UUID toUuid() {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
