package dev.inferencemax.extractor.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as a run lists it. Its id is its key: names are not unique within a run.
 *
 * @param size of the zip in bytes; 0: not stated
 * @param digest {@code sha256:…} of the zip; null: not stated (older artifacts)
 * @param expired its bytes are gone; it stays listed
 * @param runId of the run that made it; null: not stated
 * @param json the artifact, character for character as GitHub served it
 */
public record RunArtifact(
        long id,
        String name,
        long size,
        @Nullable String digest,
        boolean expired,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Long runId,
        String json) {

    static @Nullable RunArtifact from(ServedObject artifact) {
        Long id = artifact.number("id");
        ServedObject run = artifact.object("workflow_run");
        return id == null
                ? null
                : new RunArtifact(
                        id,
                        artifact.textOr("name", ""),
                        Math.max(0, artifact.numberOr("size_in_bytes", 0)),
                        artifact.text("digest"),
                        artifact.flag("expired"),
                        artifact.instant("created_at"),
                        artifact.instant("expires_at"),
                        run == null ? null : run.number("id"),
                        artifact.json());
    }
}
