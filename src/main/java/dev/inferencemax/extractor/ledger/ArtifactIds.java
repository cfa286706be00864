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

    /** Runs of about the same time have keys that lie together, as GitHub's ids do: a database writes page by page. */
    private static final int BITS_OF_THE_RUN = 16;

    private static final int HASHED = Long.SIZE - 1 - BITS_OF_THE_RUN;

    /** Run ids grow by some millions an hour. */
    private static final int RUNS_TOGETHER = 22;

    private ArtifactIds() {}

    public static long unknown(long runId, String name, String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((runId + "\n" + name + "\n" + content).getBytes(StandardCharsets.UTF_8));
            long together = (runId >>> RUNS_TOGETHER) & ((1L << BITS_OF_THE_RUN) - 1);
            long hashed = ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - HASHED);
            return Long.MIN_VALUE | (together << HASHED) | hashed;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static boolean known(long id) {
        return id > 0;
    }
}
