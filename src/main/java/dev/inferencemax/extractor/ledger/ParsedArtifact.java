package dev.inferencemax.extractor.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading an artifact gave. Every record read is a result, a rejection or something else that lies beside results.
 *
 * @param kind of its run, where the artifact tells it
 * @param mentioned another run that the artifact names as the one that measured
 */
public record ParsedArtifact(
        Artifact artifact,
        List<ResultRow> results,
        List<RejectionRow> rejections,
        int notResults,
        @Nullable RunKind kind,
        @Nullable Run mentioned,
        ArtifactState becomes,
        int readerVersion) {

    /** An artifact that gave neither results nor anything else. */
    public static ParsedArtifact empty(Artifact artifact, ArtifactState becomes, int readerVersion) {
        return new ParsedArtifact(artifact, List.of(), List.of(), 0, null, null, becomes, readerVersion);
    }

    public ParsedArtifact ofRun(@Nullable RunKind told) {
        return new ParsedArtifact(artifact, results, rejections, notResults, told, mentioned, becomes, readerVersion);
    }

    public ParsedArtifact measuredBy(@Nullable Run named) {
        return new ParsedArtifact(artifact, results, rejections, notResults, kind, named, becomes, readerVersion);
    }
}
