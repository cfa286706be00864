package dev.inferencemax.extractor.telemetry;

import java.time.Duration;

/**
 * How a run ended.
 *
 * @param job its name
 * @param exitCode of the process
 * @param published whether the dataset was written
 * @param message what was said of it, without secrets; empty: nothing but figures
 */
public record RunEnd(String job, int exitCode, boolean published, String message, Duration took) {

    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    /** Somebody should look at it. */
    boolean isFailed() {
        return exitCode == FAILED || exitCode == REFUSED;
    }

    /** In a word. */
    String outcome() {
        return switch (exitCode) {
            case 0 -> "done";
            case FAILED -> "failed";
            case REFUSED -> "refused";
            case 3 -> "lost";
            default -> "not_now";
        };
    }
}
