package dev.inferencemax.extractor.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as it stands in the ledger.
 *
 * @param id GitHub's; negative where no source states one, see {@link ArtifactIds}
 * @param kind the format's word for what it holds
 * @param size of the zip in bytes, as listed
 * @param digest {@code sha256:…} of the zip, as listed
 * @param expired GitHub lists it, but serves it no more
 * @param file where the archive keeps it, relative to its root
 * @param source that its bytes came from
 * @param tried sources asked in vain, comma-separated
 */
public record Artifact(
        long id,
        long runId,
        String name,
        String kind,
        @Nullable Long size,
        @Nullable String digest,
        @Nullable Instant expiresAt,
        boolean expired,
        String file,
        ArtifactState state,
        @Nullable String source,
        @Nullable String tried) {

    /** Whether it can be downloaded no more, or came only damaged. */
    public boolean isMissing() {
        return state == ArtifactState.EXPIRED || (state == ArtifactState.REJECTED && source == null);
    }

    /** An artifact that a source lists; what is known of its progress stays. */
    public static Artifact listed(
            long id,
            long runId,
            String name,
            String kind,
            @Nullable Long size,
            @Nullable String digest,
            @Nullable Instant expiresAt,
            boolean expired,
            String file) {
        return new Artifact(
                id, runId, name, kind, size, digest, expiresAt, expired, file, ArtifactState.LISTED, null, null);
    }
}
