package dev.inferencemax.extractor.github;

/** GitHub refuses us, and would again: a bad token, a missing right, a redirect that must not be followed. */
public final class AccessRefused extends RuntimeException {

    public AccessRefused(String message) {
        super(message);
    }
}
