package dev.inferencemax.extractor.ledger;

/** Where a record was met. The same record met in several places counts as met in the first of these. */
public enum Sighting {
    SINGLE(0),
    AGGREGATE(1),
    /** A copy that another run, or another artifact of the run, holds of it. */
    COPY(2);

    private final int rank;

    Sighting(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }
}
