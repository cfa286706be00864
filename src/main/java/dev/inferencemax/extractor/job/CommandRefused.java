package dev.inferencemax.extractor.job;

/** What was asked for cannot be, and that is known before any work: the message names the thing and the remedy. */
public final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandRefused(String message) {
        super(message);
    }
}
