package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.github.NoAnswer;
import dev.inferencemax.extractor.ledger.Artifact;

/** How the search for an artifact ended. */
public sealed interface Fetch {

    Artifact artifact();

    /** In the archive now; the source is where the bytes came from. */
    record Had(Artifact artifact, String source) implements Fetch {}

    /** Whether the source has it could not be found out this time. */
    record Later(Artifact artifact, String source, NoAnswer why) implements Fetch {}

    /** No source has it. */
    record Nowhere(Artifact artifact, String tried) implements Fetch {}

    /** Sources have it only damaged. */
    record Damaged(Artifact artifact, String tried, String detail) implements Fetch {}
}
