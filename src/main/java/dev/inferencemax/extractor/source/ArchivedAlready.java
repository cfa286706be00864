package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.ledger.Artifact;

/**
 * The archive itself: what was downloaded completely just before a crash is there, though the ledger does not know yet.
 * It came from GitHub, as everything does that the ledger still wants.
 */
final class ArchivedAlready implements ArtifactSource {

    private final RawArchive archive;

    ArchivedAlready(RawArchive archive) {
        this.archive = archive;
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public FetchOutcome fetch(Artifact artifact) {
        return archive.holds(artifact.file(), artifact.size(), artifact.digest())
                ? new FetchOutcome.Fetched()
                : new FetchOutcome.NotHere();
    }
}
