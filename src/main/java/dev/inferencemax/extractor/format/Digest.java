package dev.inferencemax.extractor.format;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;

/**
 * SHA-256 of a JSON container: the same for the same keys and values, whatever the order of keys, the white space and
 * the way a number is written ({@code 1}, {@code 1.0}, {@code 10e-1}). Stored in databases: a change here changes every
 * identity.
 */
final class Digest {

    private final byte[] hash;

    private Digest(byte[] hash) {
        this.hash = hash;
    }

    static Digest ofObject(Map<String, Json> fields) {
        Writer writer = new Writer();
        fields.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> {
            writer.text('k', field.getKey());
            writer.add(field.getValue());
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

        private static final int BUFFER = 2048;
        private static final int LONGEST_CHAR = 3;

        private final MessageDigest sha256 = sha256();
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

        void add(Json value) {
            if (value instanceof Json.Numeric number) {
                number(number.value().stripTrailingZeros());
            } else if (value instanceof Json.Text text) {
                text('s', text.value());
            } else if (value instanceof Json.NotFinite notFinite) {
                text('f', notFinite.token());
            } else if (value instanceof Json.Bool bool) {
                kind(bool.value() ? 't' : 'u');
            } else if (value instanceof Json.Obj object) {
                container('o', object.digest());
            } else if (value instanceof Json.Arr array) {
                container('a', array.digest());
            } else {
                kind('0');
            }
        }

        Digest finish() {
            flush();
            return new Digest(sha256.digest());
        }

        private void kind(char kind) {
            makeRoom(1);
            buffer.put((byte) kind);
        }

        private void container(char kind, Digest digest) {
            makeRoom(1 + digest.hash.length);
            buffer.put((byte) kind).put(digest.hash);
        }

        private void number(BigDecimal shortest) {
            byte[] digits = shortest.unscaledValue().toByteArray();
            makeRoom(1 + 2 * Integer.BYTES + digits.length);
            buffer.put((byte) 'n')
                    .putInt(shortest.scale())
                    .putInt(digits.length)
                    .put(digits);
        }

        /** Much as UTF-8, but each half of a surrogate pair for itself: alone it is no character, and still a value. */
        private void text(char kind, String text) {
            makeRoom(1 + Integer.BYTES);
            buffer.put((byte) kind).putInt(text.length());
            for (int i = 0; i < text.length(); i++) {
                makeRoom(LONGEST_CHAR);
                char c = text.charAt(i);
                if (c < 0x80) {
                    buffer.put((byte) c);
                } else {
                    buffer.put((byte) (0xE0 | c >> 12))
                            .put((byte) (0x80 | (c >> 6 & 0x3F)))
                            .put((byte) (0x80 | (c & 0x3F)));
                }
            }
        }

        private void makeRoom(int bytes) {
            if (buffer.remaining() < bytes) {
                flush();
            }
        }

        private void flush() {
            sha256.update(buffer.flip());
            buffer.clear();
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
