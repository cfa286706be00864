package dev.inferencemax.extractor.source;

/** What asking a source for an artifact gave. */
public sealed interface FetchOutcome {

    /** It is in the archive. */
    record Fetched() implements FetchOutcome {}

    /** The source has it not, or has it no more. */
    record NotHere() implements FetchOutcome {}

    /**
     * The source has it, but never as its digest or size states; nothing of it was kept.
     *
     * @param detail for people
     */
    record Mismatch(String detail) implements FetchOutcome {}
}
