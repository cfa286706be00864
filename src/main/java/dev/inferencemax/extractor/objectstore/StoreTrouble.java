package dev.inferencemax.extractor.objectstore;

/**
 * A bucket cannot be used, now or at all. The message is for people: the option that named it, what happened where, what to
 * do. Nothing half-written is visible.
 */
public final class StoreTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
