package dev.inferencemax.extractor.github;

/** A setting that cannot be meant; the message names it, its value and what is accepted. */
public final class InvalidSetting extends RuntimeException {

    public InvalidSetting(String message) {
        super(message);
    }
}
