package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.ledger.Artifact;

/** Somewhere that artifacts can be had from. Safe for many threads. */
public interface ArtifactSource {

    /** As written in the column {@code source}. */
    String name();

    /** Brings the artifact into the archive, complete and verified, or says why it cannot. */
    FetchOutcome fetch(Artifact artifact);
}
