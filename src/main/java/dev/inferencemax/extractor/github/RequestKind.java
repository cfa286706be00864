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
    BLOB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
