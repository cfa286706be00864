package dev.inferencemax.extractor.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What Cloud Storage states of an object's bytes. Composed objects have no MD5, all have a CRC32C.
 *
 * @param size in bytes
 * @param md5 base64
 * @param crc32c base64 of its four bytes, the most significant first
 */
record StatedBytes(
        @Nullable Long size, @Nullable String md5, @Nullable String crc32c) {

    private static final int BUFFER = 1 << 16;

    /** Passes bytes on; tells what differs from what is stated, if anything does. */
    Optional<String> copy(InputStream from, OutputStream to) throws IOException {
        MessageDigest digest = newMd5();
        CRC32C checksum = new CRC32C();
        long count = 0;
        byte[] buffer = new byte[BUFFER];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            digest.update(buffer, 0, n);
            checksum.update(buffer, 0, n);
            count += n;
        }
        List<String> differences = new ArrayList<>();
        compare("size", String.valueOf(count), size == null ? null : size.toString(), differences);
        compare("md5", base64(digest.digest()), md5, differences);
        byte[] crc = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        compare("crc32c", base64(crc), crc32c, differences);
        return differences.stream().findFirst();
    }

    private static void compare(String what, String actual, @Nullable String stated, List<String> differences) {
        if (stated != null && !stated.equals(actual)) {
            differences.add(what + " " + actual + ", the bucket states " + stated);
        }
    }

    /** Whether a file's bytes are these. */
    boolean areIn(Path file) {
        try {
            if ((md5 == null && crc32c == null)
                    || !Files.isRegularFile(file)
                    || (size != null && Files.size(file) != size)) {
                return false;
            }
            try (InputStream bytes = Files.newInputStream(file)) {
                return copy(bytes, OutputStream.nullOutputStream()).isEmpty();
            }
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
