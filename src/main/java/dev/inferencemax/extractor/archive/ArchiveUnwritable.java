package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The disk under the raw archive does not take what is to be kept. The message is for people: which folder, what
 * happened, what to do. Nothing half-written is visible; the same command goes on once the cause is gone.
 */
public final class ArchiveUnwritable extends UncheckedIOException {

    private static final long ALMOST_NONE = 64 << 10;

    /** The first row that fits. */
    @SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
    private enum Trouble {
        FULL(
                says("no space left", "not enough space", "quota exceeded", "disk full"),
                "the disk is full",
                "Free space there, then run the same command again."),
        READ_ONLY(
                says("read-only"),
                "the file system is read-only",
                "Make it writable, or choose another folder with --raw-dir."),
        NOT_ALLOWED(
                fault -> fault instanceof AccessDeniedException,
                "this user may not write there",
                "Grant write access, or choose another folder with --raw-dir."),
        NO_FOLDER(
                ((Predicate<IOException>) fault ->
                                fault instanceof FileAlreadyExistsException || fault instanceof NotDirectoryException)
                        .or(says("not a directory")),
                "a file stands where a folder is needed",
                "Move the file away, or choose another folder with --raw-dir."),
        INTERRUPTED(
                fault -> fault instanceof ClosedByInterruptException,
                "the work was interrupted",
                "Run the same command again."),
        OTHER(fault -> true, "writing failed", "Check the disk, then run the same command again.");

        private final Predicate<IOException> fits;
        private final String what;
        private final String remedy;

        Trouble(Predicate<IOException> fits, String what, String remedy) {
            this.fits = fits;
            this.what = what;
            this.remedy = remedy;
        }

        private static Predicate<IOException> says(String... words) {
            return fault -> {
                String said = Objects.toString(fault.getMessage(), "").toLowerCase(Locale.ROOT);
                return Stream.of(words).anyMatch(said::contains);
            };
        }
    }

    private final boolean full;

    ArchiveUnwritable(Path archive, IOException fault) {
        this(archive, fault, trouble(archive, fault));
    }

    private ArchiveUnwritable(String message, IOException fault) {
        super(message, fault);
        this.full = false; // what is still to be downloaded needs no space here
    }

    /** Not the archive itself, but the folder of this machine where large files wait for it. */
    static ArchiveUnwritable spool(Path folder, IOException fault) {
        Trouble trouble = trouble(folder, fault);
        return new ArchiveUnwritable(
                "The folder " + folder + " for files on their way to the archive cannot be written: " + trouble.what
                        + details(folder, trouble, fault)
                        + ". Free space there or make it writable (java -Djava.io.tmpdir=… chooses another), then run the"
                        + " same command again.",
                fault);
    }

    private ArchiveUnwritable(Path archive, IOException fault, Trouble trouble) {
        super(message(archive, fault, trouble), fault);
        this.full = trouble == Trouble.FULL;
    }

    /** There is no space left. */
    public boolean isFull() {
        return full;
    }

    private static String message(Path archive, IOException fault, Trouble trouble) {
        return "The raw archive " + archive + " cannot be written: " + trouble.what + details(archive, trouble, fault)
                + ". " + trouble.remedy;
    }

    private static Trouble trouble(Path archive, IOException fault) {
        Trouble trouble = Stream.of(Trouble.values())
                .filter(row -> row.fits.test(fault))
                .findFirst()
                .orElse(Trouble.OTHER);
        boolean isFull = trouble == Trouble.OTHER && usableBytes(archive).orElse(ALMOST_NONE) < ALMOST_NONE;
        return isFull ? Trouble.FULL : trouble; // not every system says so in English
    }

    private static String details(Path archive, Trouble trouble, IOException fault) {
        return switch (trouble) {
            case FULL ->
                usableBytes(archive).isPresent() ? " (" + usableBytes(archive).getAsLong() + " bytes free)" : "";
            case NOT_ALLOWED, NO_FOLDER ->
                fault instanceof FileSystemException at && at.getFile() != null ? " (" + at.getFile() + ")" : "";
            case OTHER -> " (" + fault.getClass().getSimpleName() + ": " + fault.getMessage() + ")";
            case READ_ONLY, INTERRUPTED -> "";
        };
    }

    private static OptionalLong usableBytes(Path archive) {
        try {
            return OptionalLong.of(Files.getFileStore(archive).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }
}
