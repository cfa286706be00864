package dev.inferencemax.extractor.ledger;

import java.util.List;

/** What reading an artifact gave. Every record read is a result, a rejection or something else that lies beside results. */
public record ParsedArtifact(
        Artifact artifact,
        boolean aggregate,
        List<ResultRow> results,
        List<RejectionRow> rejections,
        int recordsRead,
        int notResults,
        ArtifactState becomes,
        int readerVersion) {}
