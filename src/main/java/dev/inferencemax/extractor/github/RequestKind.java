package dev.inferencemax.extractor.github;

import java.util.Locale;

/** What a request was for. */
enum RequestKind {
    REPOSITORY,
    WORKFLOWS,
    RUNS,
    ARTIFACTS,
    JOBS,
    /** Asking the API where an artifact's bytes are. */
    ZIP,
    /** The bytes themselves, from the blob storage; costs no budget. */
    BLOB,
    /** Another server that may have what GitHub has no more: its listings and its bytes; costs no budget. */
    OTHER_HOST;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
