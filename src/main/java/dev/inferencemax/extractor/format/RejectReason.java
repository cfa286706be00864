package dev.inferencemax.extractor.format;

/** Why a record, a file or an artifact could not be used: a closed list, each documented in the README. */
public enum RejectReason {
    /** The archive cannot be opened as a zip. */
    NOT_A_ZIP,
    /** The zip holds something that no honest artifact holds (bombs, paths out of the archive, overlapping entries). */
    UNSAFE_ZIP,
    /** An entry's bytes are not those its checksum states, or it ends early. */
    CORRUPT_ZIP,
    /** The bytes are not those whose digest or size GitHub stated. */
    DIGEST_MISMATCH,
    /** A file is not JSON. */
    NOT_JSON,
    /** A result artifact without any result. */
    NO_RESULTS,
    /** A result that lacks a field it cannot do without. */
    MISSING_FIELD,
    /** A field holds what it cannot hold. */
    INVALID_FIELD;

    /** As written in {@code rejected.csv} and {@code summary.json}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
