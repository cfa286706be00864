package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.RejectReason;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactLedger.Order;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ArtifactsInState;
import dev.inferencemax.extractor.ledger.RejectionRow;
import dev.inferencemax.extractor.ledger.ResultLedger;
import dev.inferencemax.extractor.source.Fetch;
import dev.inferencemax.extractor.source.SourceChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Brings the wanted artifacts into the archive, soonest to expire first, many at once. */
@Configuration(proxyBeanMethods = false)
class DownloadArtifactsStep {

    private static final Logger log = LoggerFactory.getLogger(DownloadArtifactsStep.class);

    private static final int ARTIFACTS_PER_CHUNK = 50;

    @Bean
    Step downloadArtifacts(
            Steps steps,
            ArtifactLedger artifacts,
            ResultLedger results,
            SourceChain sources,
            Selection selection,
            TransactionOperations outside,
            ActionsApi github,
            Progress progress) {
        InFlight<Artifact, Fetch> reader = new InFlight<>(
                () -> new ArtifactsInState(artifacts, ArtifactState.WANTED, Order.SOONEST_TO_EXPIRE),
                sources::fetch,
                selection.concurrency(),
                outside);
        return steps.<Fetch, Fetch>chunked("downloadArtifacts", ARTIFACTS_PER_CHUNK)
                .listener(new ShownProgress(
                        progress,
                        "artifacts downloaded",
                        () -> artifacts.count(ArtifactState.WANTED),
                        ShownProgress.requestsLeft(github)))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    chunk.forEach(fetch -> settle(fetch, artifacts, results));
                    progress.advance(chunk.size());
                })
                .build();
    }

    private static void settle(Fetch fetch, ArtifactLedger artifacts, ResultLedger results) {
        Artifact artifact = fetch.artifact();
        if (fetch instanceof Fetch.Had had) {
            artifacts.downloaded(artifact, had.source());
        } else if (fetch instanceof Fetch.Damaged damaged) {
            log.warn("artifact {} of run {} is damaged: {}", artifact.id(), artifact.runId(), damaged.detail());
            results.reject(
                    artifact,
                    new RejectionRow(null, null, RejectReason.DIGEST_MISMATCH.code(), damaged.detail()),
                    ResultFileReader.VERSION);
        } else if (fetch instanceof Fetch.Nowhere nowhere) {
            artifacts.expired(artifact, nowhere.tried());
            if (ArtifactKind.of(artifact.name()).use() == ArtifactKind.Use.RESULT) {
                log.info("artifact {} of run {} has expired: {}", artifact.id(), artifact.runId(), artifact.name());
            }
        }
    }
}
