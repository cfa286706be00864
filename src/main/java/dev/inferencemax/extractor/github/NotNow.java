package dev.inferencemax.extractor.github;

import java.time.Instant;

/**
 * GitHub cannot be asked now: a rate limit lasts longer than we may wait, it does not answer usefully, or this thread
 * was interrupted. Nothing is wrong with the request: the same command goes on later.
 */
public class NotNow extends RuntimeException {

    private final transient Instant until;

    public NotNow(String message, Instant until) {
        super(message);
        this.until = until;
    }

    /** When asking again makes sense; about now where GitHub named no time. */
    public Instant until() {
        return until;
    }
}
