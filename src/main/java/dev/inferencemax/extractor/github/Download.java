package dev.inferencemax.extractor.github;

/** How the download of an artifact's zip ended. */
public sealed interface Download {

    /**
     * Every byte went to the target.
     *
     * @param sha256 of these bytes, 64 hexadecimal digits in lower case
     */
    record Complete(long bytes, String sha256) implements Download {}

    /** Expired (410) or unknown (404). */
    record Gone(int status, String message) implements Download {}
}
