package dev.inferencemax.extractor.format;

/** Kinds of load. */
final class Scenario {

    /** Requests of about the same lengths; all there was before May 2026. */
    static final String FIXED_LENGTHS = "fixed-seq";

    /** Replayed traces: lengths are none of the configuration. */
    static final String AGENTIC = "agentic-coding";

    private Scenario() {}
}
