package dev.inferencemax.extractor.job;

/** Which artifacts of a run are fetched; {@code AUTO} and {@code ALL} give the same measurements. */
public enum DownloadMode {
    /** A run's aggregate first; singly only what no aggregate holds. */
    AUTO,
    /** Every result artifact. */
    ALL,
    /** Only aggregates. */
    AGGREGATED
}
