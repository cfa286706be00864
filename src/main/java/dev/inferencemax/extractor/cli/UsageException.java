package dev.inferencemax.extractor.cli;

/** What the user asked for cannot be meant: exit code 2. The message names the option, the value and what is accepted. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
