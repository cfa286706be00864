package dev.inferencemax.extractor.ledger;

/**
 * A record of side information.
 *
 * @param cells as they stand in the CSV, see the benchmark module's columns of that kind
 */
public record SideRow(Kind kind, String cells) {

    /** What it tells of. */
    public enum Kind {
        EVAL,
        RUN_STATS,
        CHANGELOG
    }
}
