package dev.inferencemax.extractor.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The dataset cannot be written where it should be. Nothing is half-written. */
public final class OutputUnwritable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean full;

    OutputUnwritable(Path where, Exception cause) {
        super(
                "Cannot write %s: %s. Make it writable or free some space, or choose another --output-dir."
                        .formatted(where, reason(where, cause)),
                cause);
        this.full = isFull(cause);
    }

    /** There is no space left. */
    public boolean isFull() {
        return full;
    }

    private static boolean isFull(Throwable cause) {
        String text = root(cause).getMessage();
        return text != null && (text.contains("No space left") || text.contains("quota exceeded"));
    }

    private static String reason(Path where, Throwable cause) {
        if (isFull(cause)) {
            return "the disk is full" + free(where);
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "there is a file where a directory is needed";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        Throwable root = root(cause);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Throwable root(Throwable cause) {
        return cause.getCause() != null ? cause.getCause() : cause;
    }

    private static String free(Path where) {
        try {
            Path folder = where.getParent() == null ? where : where.getParent();
            return " (" + Files.getFileStore(folder).getUsableSpace() + " bytes free)";
        } catch (IOException unknown) {
            return "";
        }
    }
}
