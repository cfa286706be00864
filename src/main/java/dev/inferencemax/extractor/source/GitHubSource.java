package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.Download;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.util.function.Supplier;
import org.springframework.util.ConcurrentLruCache;

/** GitHub itself, for the ninety days it keeps an artifact. */
final class GitHubSource implements ArtifactSource {

    /** The bytes of a download that was cut or bent on its way are right the next time; those that never are, are wrong. */
    private static final int TRIES = 3;

    private static final int RUNS_FETCHED_TOGETHER = 64;

    private final Supplier<ActionsApi> github;
    private final RawArchive archive;
    private final ConcurrentLruCache<Long, RepositoryName> repositories;

    GitHubSource(Supplier<ActionsApi> github, RawArchive archive, RunLedger runs, RepositoryName otherwise) {
        this.github = github;
        this.archive = archive;
        this.repositories = new ConcurrentLruCache<>(
                RUNS_FETCHED_TOGETHER,
                run -> runs.find(run)
                        .map(Run::repository)
                        .map(RepositoryName::valueOf)
                        .orElse(otherwise));
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public FetchOutcome fetch(Artifact artifact) {
        if (artifact.expired() || !ArtifactIds.known(artifact.id())) {
            return new FetchOutcome.NotHere(); // GitHub said so when it listed it: not worth a request
        }
        RepositoryName repository = repositories.get(artifact.runId());
        String mismatch = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try (Incoming incoming = archive.begin(artifact.file())) {
                Download download = github.get().download(repository, artifact.id(), (body, length) -> {
                    incoming.reset();
                    body.transferTo(incoming.stream());
                });
                if (download instanceof Download.Gone) {
                    return new FetchOutcome.NotHere();
                }
                Stored stored = incoming.commit(artifact.size(), artifact.digest());
                if (stored instanceof Stored.Kept) {
                    return new FetchOutcome.Fetched();
                }
                mismatch = ((Stored.Mismatch) stored).what();
            }
        }
        return new FetchOutcome.Mismatch(mismatch);
    }
}
