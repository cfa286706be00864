package dev.inferencemax.extractor.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading an artifact gave. Every record read is a result, a rejection or something else that lies beside results.
 *
 * @param kind of its run, where the artifact tells it
 * @param side what it tells beside results
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
        int readerVersion,
        List<SideRow> side) {

    public ParsedArtifact {
        side = List.copyOf(side);
    }

    /** An artifact that gave neither results nor anything else. */
    public static ParsedArtifact empty(Artifact artifact, ArtifactState becomes, int readerVersion) {
        return new ParsedArtifact(artifact, List.of(), List.of(), 0, null, null, becomes, readerVersion, List.of());
    }

    public ParsedArtifact ofRun(@Nullable RunKind told) {
        return new ParsedArtifact(
                artifact, results, rejections, notResults, told, mentioned, becomes, readerVersion, side);
    }

    public ParsedArtifact measuredBy(@Nullable Run named) {
        return new ParsedArtifact(artifact, results, rejections, notResults, kind, named, becomes, readerVersion, side);
    }

    public ParsedArtifact telling(List<SideRow> rows) {
        return new ParsedArtifact(
                artifact, results, rejections, notResults, kind, mentioned, becomes, readerVersion, rows);
    }
}
