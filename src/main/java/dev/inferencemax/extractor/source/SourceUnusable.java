package dev.inferencemax.extractor.source;

/** A source that was named cannot be used as it is: the message names it and the remedy. */
public final class SourceUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourceUnusable(String message) {
        super(message);
    }
}
