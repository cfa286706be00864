package dev.inferencemax.extractor.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Keys of artifacts whose GitHub id no source states: negative, and the same for the same run, name and content, wherever
 * and in whatever order they are found.
 */
public final class ArtifactIds {

    private ArtifactIds() {}

    public static long unknown(long runId, String name, String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((runId + "\n" + name + "\n" + content).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() | Long.MIN_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static boolean known(long id) {
        return id > 0;
    }
}
