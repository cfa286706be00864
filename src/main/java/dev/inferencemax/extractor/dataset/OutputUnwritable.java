package dev.inferencemax.extractor.dataset;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The dataset cannot be written where it should be. Nothing is half-written. */
public final class OutputUnwritable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputUnwritable(Path where, Exception cause) {
        super(
                "Cannot write %s: %s. Make it writable or free some space, or choose another --output-dir."
                        .formatted(where, reason(cause)),
                cause);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "there is a file where a directory is needed";
        }
        Throwable root = cause.getCause() != null ? cause.getCause() : cause;
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
