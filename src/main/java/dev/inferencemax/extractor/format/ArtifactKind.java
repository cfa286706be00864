package dev.inferencemax.extractor.format;

/** What an artifact holds, told by its name alone. */
public enum ArtifactKind {
    SINGLE(Use.RESULT),
    AGGREGATE(Use.RESULT),
    REUSED(Use.SIDE),
    CHANGELOG(Use.SIDE),
    RUN_STATS(Use.SIDE),
    EVAL_AGGREGATE(Use.SIDE),
    EVAL(Use.NONE),
    OTHER(Use.NONE);

    /** What the extractor wants of a kind. */
    public enum Use {
        /** Carries performance rows: fetched, and a loss when no source has it. */
        RESULT,
        /** Side information: fetched, never a loss. */
        SIDE,
        /** Never fetched. */
        NONE
    }

    private final Use use;

    ArtifactKind(Use use) {
        this.use = use;
    }

    public Use use() {
        return use;
    }

    public static ArtifactKind of(String artifactName) {
        return artifactName.isEmpty() ? OTHER : SINGLE;
    }
}
