package dev.inferencemax.extractor.format;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Computes {@link Digest}s, one after the other. A kind and a length stand before each value, so that no two sequences
 * read alike.
 */
final class DigestWriter {

    private static final int BUFFER = 2048;
    private static final int LONGEST_CHAR = 3;
    private static final int PART = 128;
    private static final int DIGITS_OF_A_LONG = 18;

    private final MessageDigest sha256 = sha256();
    private final byte[] buffer = new byte[BUFFER];
    private int end;

    /** Rows of one file mostly have the same keys in the same order: then they are sorted once. */
    private String[] asPublished = {};

    private String[] sorted = {};

    /** Of an object's fields, in the order of their keys. */
    Digest ofObject(Map<String, Json> fields) {
        for (String key : sorted(fields.keySet())) {
            text('k', key);
            add(Objects.requireNonNull(fields.get(key)));
        }
        return finish();
    }

    private String[] sorted(Set<String> keys) {
        String[] published = keys.toArray(String[]::new);
        if (!Arrays.equals(published, asPublished)) {
            asPublished = published;
            sorted = published.clone();
            Arrays.sort(sorted);
        }
        return sorted;
    }

    /** The next value of a list. */
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

    /** Of the values added since the last one. */
    Digest finish() {
        flush();
        return new Digest(sha256.digest());
    }

    private void kind(char kind) {
        makeRoom(1);
        buffer[end++] = (byte) kind;
    }

    private void container(char kind, Digest digest) {
        kind(kind);
        bytes(digest.hash());
    }

    /** The digits as a whole number in as few bytes as hold it, the highest bit its sign. */
    private void number(BigDecimal shortest) {
        kind('n');
        integer(shortest.scale());
        if (shortest.precision() > DIGITS_OF_A_LONG) {
            byte[] digits = shortest.unscaledValue().toByteArray();
            integer(digits.length);
            bytes(digits);
            return;
        }
        long digits = shortest.scaleByPowerOfTen(shortest.scale()).longValue();
        int bits = Long.SIZE - Long.numberOfLeadingZeros(digits ^ (digits >> (Long.SIZE - 1))) + 1;
        int length = (bits + Byte.SIZE - 1) / Byte.SIZE;
        integer(length);
        bigEndian(digits, length);
    }

    /** Much as UTF-8, but each half of a surrogate pair for itself: alone it is no character, and still a value. */
    private void text(char kind, String text) {
        kind(kind);
        integer(text.length());
        for (int start = 0; start < text.length(); start += PART) {
            part(text, start, Math.min(text.length(), start + PART));
        }
    }

    private void part(String text, int from, int to) {
        makeRoom(PART * LONGEST_CHAR);
        int at = end;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                buffer[at++] = (byte) c;
            } else {
                buffer[at++] = (byte) (0xE0 | c >> 12);
                buffer[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
                buffer[at++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        end = at;
    }

    private void integer(int value) {
        bigEndian(value, Integer.BYTES);
    }

    private void bigEndian(long value, int length) {
        makeRoom(length);
        int at = end;
        for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[at++] = (byte) (value >> shift);
        }
        end = at;
    }

    private void bytes(byte[] bytes) {
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    private void makeRoom(int bytes) {
        if (BUFFER - end < bytes) {
            flush();
        }
    }

    private void flush() {
        sha256.update(buffer, 0, end);
        end = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
