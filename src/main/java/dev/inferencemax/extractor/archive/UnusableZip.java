package dev.inferencemax.extractor.archive;

import org.jspecify.annotations.Nullable;

/** A zip that cannot or should not be read. The message is for people and names the entry, made fit to be shown. */
public final class UnusableZip extends Exception {

    /** Why, for counting. */
    public enum Reason {
        /** Cannot be opened as a zip: truncated, empty, something else altogether. */
        NOT_A_ZIP,
        /** Holds what no honest artifact holds: a bomb, a path out of the folder, overlapping entries, lies about sizes. */
        UNSAFE,
        /** An entry's bytes are not those its checksum states, or it ends early. */
        CORRUPT
    }

    private final Reason reason;
    private final @Nullable String entry;

    UnusableZip(Reason reason, String message) {
        this(reason, null, message);
    }

    UnusableZip(Reason reason, @Nullable String entry, String message) {
        super(message, null, false, false); // an outcome, not a fault of ours: where it was made tells nothing
        this.reason = reason;
        this.entry = entry;
    }

    /** One that is unsafe for a reason that only its reader knows. */
    public static UnusableZip unsafe(String message) {
        return new UnusableZip(Reason.UNSAFE, message);
    }

    /** The entry at fault, made fit to be shown; null: the zip as a whole. */
    public @Nullable String entry() {
        return entry;
    }

    public Reason reason() {
        return reason;
    }
}
