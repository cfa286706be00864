package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one kind of digest that GitHub states of artifacts: {@code sha256:} and 64 hex digits. */
final class Sha256 {

    private static final String PREFIX = "sha256:";

    private Sha256() {}

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Hex digits of what the digest has seen; it can go on afterwards. */
    static String hexSoFar(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
    }

    static String of(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return of(bytes);
        }
    }

    static String of(InputStream bytes) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A digest as GitHub states it. */
    static String stated(byte[] content) {
        return PREFIX + HexFormat.of().formatHex(newDigest().digest(content));
    }

    /** Whether a statement can be checked here at all. */
    static boolean isStated(@Nullable String digest) {
        return digest != null && digest.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** False only where the statement can be checked and says something else. */
    static boolean agrees(String hex, @Nullable String stated) {
        return stated == null
                || !isStated(stated)
                || stated.substring(PREFIX.length()).equalsIgnoreCase(hex);
    }
}
