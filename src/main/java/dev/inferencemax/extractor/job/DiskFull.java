package dev.inferencemax.extractor.job;

/** There is no space left; the message says where, and how much is needed. */
public final class DiskFull extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DiskFull(String message, Throwable cause) {
        super(message, cause);
    }
}
