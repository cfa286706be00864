package dev.inferencemax.extractor.ledger;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where an artifact stands.
 *
 * <pre>
 * LISTED ─► WANTED ─► DOWNLOADED ─► PARSED
 *    │         │           └──────► REJECTED    (unusable; the reason is kept, and the file)
 *    │         └─► EXPIRED ─► (found elsewhere: DOWNLOADED) | LOST | NOT_NEEDED
 *    └─► NOT_NEEDED   (a kind of no interest, or its rows already came from an aggregate)
 * </pre>
 *
 * Backwards leads only what has a reason to: a reader that understands more, a source that has what was lost, a wider
 * choice of what to download.
 */
public enum ArtifactState {
    LISTED,
    WANTED,
    NOT_NEEDED,
    DOWNLOADED,
    EXPIRED,
    LOST,
    PARSED,
    REJECTED;

    private static final Map<ArtifactState, Set<ArtifactState>> NEXT = Map.of(
            LISTED, EnumSet.of(WANTED, NOT_NEEDED, DOWNLOADED, EXPIRED, REJECTED),
            WANTED, EnumSet.of(DOWNLOADED, EXPIRED, REJECTED, NOT_NEEDED),
            NOT_NEEDED, EnumSet.of(LISTED, WANTED, DOWNLOADED, LOST, REJECTED),
            DOWNLOADED, EnumSet.of(PARSED, REJECTED, NOT_NEEDED, WANTED),
            EXPIRED, EnumSet.of(LOST, NOT_NEEDED, DOWNLOADED, WANTED, REJECTED),
            LOST, EnumSet.of(DOWNLOADED, EXPIRED, WANTED, REJECTED),
            PARSED, EnumSet.of(DOWNLOADED, WANTED, EXPIRED),
            REJECTED, EnumSet.of(DOWNLOADED, WANTED, EXPIRED));

    boolean mayBecome(ArtifactState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }
}
