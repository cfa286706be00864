package dev.inferencemax.extractor.scaleout;

import java.util.Set;
import org.springframework.batch.core.BatchStatus;

/**
 * Where a partition stands.
 *
 * @param id of its step execution
 * @param version grows with everything that is noted of it
 * @param message what was said at its end; may be empty
 */
record Partition(long id, String name, BatchStatus status, long version, String exitCode, String message) {

    private static final Set<BatchStatus> ENDED =
            Set.of(BatchStatus.COMPLETED, BatchStatus.FAILED, BatchStatus.ABANDONED);

    static boolean isEnded(BatchStatus status) {
        return ENDED.contains(status);
    }

    boolean isEnded() {
        return isEnded(status);
    }

    boolean isFailed() {
        return isEnded() && status != BatchStatus.COMPLETED;
    }

    /** The first line: what follows is for developers. */
    String why() {
        return message.lines().findFirst().orElse("no reason given");
    }
}
