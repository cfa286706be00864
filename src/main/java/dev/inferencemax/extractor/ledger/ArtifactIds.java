package dev.inferencemax.extractor.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Keys of artifacts whose GitHub id no source states: negative, and the same for the same run and name everywhere. */
public final class ArtifactIds {

    private ArtifactIds() {}

    public static long unknown(long runId, String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((runId + "\n" + name).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() | Long.MIN_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static boolean known(long id) {
        return id > 0;
    }
}
