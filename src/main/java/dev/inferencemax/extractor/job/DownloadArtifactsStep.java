package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.RejectReason;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.job.WorkSharing.Work;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactLedger.Order;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ArtifactsInState;
import dev.inferencemax.extractor.ledger.LossLedger;
import dev.inferencemax.extractor.ledger.RejectionRow;
import dev.inferencemax.extractor.ledger.ResultLedger;
import dev.inferencemax.extractor.source.Fetch;
import dev.inferencemax.extractor.source.SourceChain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings the wanted artifacts into the archive, soonest to expire first, many at once. */
@Configuration(proxyBeanMethods = false)
class DownloadArtifactsStep {

    private static final Logger log = LoggerFactory.getLogger(DownloadArtifactsStep.class);

    private static final int ARTIFACTS_PER_CHUNK = 100;
    private static final int FEW = 8;
    private static final String GITHUB = "github";

    private final ArtifactLedger artifacts;
    private final LossLedger losses;
    private final ResultLedger results;
    private final RawArchive archive;
    private final Postponed postponed;
    private final RequestsForParts requests;
    private final Selection selection;
    private final Trees trees;

    DownloadArtifactsStep(
            ArtifactLedger artifacts,
            LossLedger losses,
            ResultLedger results,
            RawArchive archive,
            Postponed postponed,
            RequestsForParts requests,
            Selection selection,
            Trees trees) {
        this.artifacts = artifacts;
        this.losses = losses;
        this.results = results;
        this.archive = archive;
        this.postponed = postponed;
        this.requests = requests;
        this.selection = selection;
        this.trees = trees;
    }

    @Bean
    Step downloadArtifacts(Steps steps, SourceChain sources, ActionsApi github, Progress progress) {
        return step("downloadArtifacts", steps, sources, github, progress);
    }

    /** The same for what the aggregates turned out to lack. */
    @Bean
    Step downloadGaps(Steps steps, SourceChain sources, ActionsApi github, Progress progress) {
        return step("downloadGaps", steps, sources, github, progress);
    }

    private Step step(String name, Steps steps, SourceChain sources, ActionsApi github, Progress progress) {
        Work work = new Work(ArtifactState.WANTED, () -> retry(sources), progress, part -> {
            postponed.add(part);
            requests.add(part);
        });
        InFlight<Artifact, Fetch> reader = new InFlight<>(
                step -> new ArtifactsInState(
                        artifacts, work.state(), Order.SOONEST_TO_EXPIRE, SharedPart.of(step, work.prepare())),
                artifact -> LogFields.ofArtifact(artifact.runId(), artifact.id(), () -> sources.fetch(artifact)),
                selection.concurrency());
        StepExecutionListener shown = new ShownProgress(
                progress,
                "artifacts downloaded",
                () -> artifacts.count(work.state()),
                ShownProgress.requestsLeft(github));
        Step here = steps.<Fetch, Fetch>chunked(name, ARTIFACTS_PER_CHUNK)
                .listener(shown)
                .listener(postponed)
                .listener(requests)
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    settle(chunk.getItems());
                    progress.advance(chunk.size());
                })
                .build();
        return steps.shared(here, work, shown, postponed);
    }

    private void retry(SourceChain sources) {
        losses.retry(sources.names());
        losses.retry(trees.names());
    }

    private void settle(List<? extends Fetch> chunk) {
        Map<String, List<Artifact>> had = new LinkedHashMap<>();
        for (Fetch fetch : chunk) {
            if (fetch instanceof Fetch.Had got) {
                postponed.had();
                had.computeIfAbsent(got.source(), source -> new ArrayList<>()).add(got.artifact());
            } else {
                Artifact of = fetch.artifact();
                LogFields.ofArtifact(of.runId(), of.id(), () -> settle(fetch));
            }
        }
        had.forEach((source, of) -> artifacts.downloaded(of, source));
    }

    private void settle(Fetch fetch) {
        Artifact artifact = fetch.artifact();
        if (fetch instanceof Fetch.Later later) {
            log.warn(
                    "artifact {} of run {} later: {}",
                    artifact.id(),
                    artifact.runId(),
                    later.why().getMessage());
            if (later.source().equals(GITHUB)) {
                postponed.postpone(later.why(), Math.max(FEW, selection.concurrency()));
            } else {
                postponed.postpone(later.why()); // what GitHub still has is not to wait for a mirror
            }
            return;
        }
        postponed.had();
        if (archive.holds(artifact.file(), artifact.size(), artifact.digest())) {
            // it was to be downloaded again, and cannot be: what we have is as good as ever
            artifacts.downloaded(artifact, artifact.source() == null ? GITHUB : artifact.source());
        } else if (fetch instanceof Fetch.Damaged damaged) {
            log.warn("artifact {} of run {} is damaged: {}", artifact.id(), artifact.runId(), damaged.detail());
            losses.tried(artifact, damaged.tried());
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
