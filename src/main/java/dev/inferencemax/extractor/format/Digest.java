package dev.inferencemax.extractor.format;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * SHA-256 of a JSON container: the same for the same keys and values, whatever the order of keys, the white space and
 * the way a number is written ({@code 1}, {@code 1.0}, {@code 10e-1}). Stored in databases: a change here changes every
 * identity.
 */
final class Digest {

    private static final int CHARS_AT_ONCE = 512;

    private final byte[] hash;

    private Digest(byte[] hash) {
        this.hash = hash;
    }

    static Digest ofObject(Map<String, Json> fields) {
        Writer writer = new Writer();
        new TreeMap<>(fields).forEach((key, value) -> {
            writer.text('k', key);
            writer.add(value);
        });
        return writer.finish();
    }

    /** The first 128 bits. */
    UUID toUuid() {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** Takes values in their order. A kind and a length stand before each, so that no two sequences read alike. */
    static final class Writer {

        private final MessageDigest sha256 = sha256();

        void add(Json value) {
            if (value instanceof Json.Text text) {
                text('s', text.value());
            } else if (value instanceof Json.Numeric number) {
                text('n', number.value().stripTrailingZeros().toString());
            } else if (value instanceof Json.NotFinite notFinite) {
                text('f', notFinite.token());
            } else if (value instanceof Json.Bool bool) {
                sha256.update((byte) (bool.value() ? 't' : 'u'));
            } else if (value instanceof Json.Obj object) {
                container('o', object.digest());
            } else if (value instanceof Json.Arr array) {
                container('a', array.digest());
            } else {
                sha256.update((byte) '0');
            }
        }

        Digest finish() {
            return new Digest(sha256.digest());
        }

        private void container(char kind, Digest digest) {
            sha256.update((byte) kind);
            sha256.update(digest.hash);
        }

        /** As UTF-16, in which half a surrogate pair, which is no character, keeps its value. */
        private void text(char kind, String text) {
            sha256.update(ByteBuffer.allocate(5)
                    .put((byte) kind)
                    .putInt(text.length())
                    .array());
            ByteBuffer bytes = ByteBuffer.allocate(Math.min(text.length(), CHARS_AT_ONCE) * Character.BYTES);
            for (int start = 0; start < text.length(); start += CHARS_AT_ONCE) {
                int end = Math.min(text.length(), start + CHARS_AT_ONCE);
                bytes.clear().asCharBuffer().put(text, start, end);
                sha256.update(bytes.array(), 0, (end - start) * Character.BYTES);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
