package dev.inferencemax.extractor.github;

import java.time.Instant;

/**
 * One request was never answered usefully, however often it was repeated. Others may be: only when none is, whoever was
 * asked cannot be asked now.
 */
public final class NoAnswer extends NotNow {

    private static final long serialVersionUID = 1L;

    NoAnswer(String message, Instant until) {
        super(message, until);
    }

    /** What was answered is of no use, and repeating the request would not help. */
    public static NoAnswer of(String message) {
        return new NoAnswer(message, Instant.now());
    }
}
