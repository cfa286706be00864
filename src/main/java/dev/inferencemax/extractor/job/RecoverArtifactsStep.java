package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.job.ArtifactIntake.Brought;
import dev.inferencemax.extractor.job.Trees.Tree;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.LossLedger;
import dev.inferencemax.extractor.source.FoundRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Searches what others kept, run by run, for the artifacts that can be downloaded no more. */
@Configuration(proxyBeanMethods = false)
class RecoverArtifactsStep {

    private static final int RUNS_PER_CHUNK = 10;

    private final ArtifactLedger artifacts;
    private final LossLedger losses;
    private final ArtifactIntake intake;
    private final Trees trees;

    RecoverArtifactsStep(ArtifactLedger artifacts, LossLedger losses, ArtifactIntake intake, Trees trees) {
        this.artifacts = artifacts;
        this.losses = losses;
        this.intake = intake;
        this.trees = trees;
    }

    /** What was found of a run, tree by tree. */
    private record Searched(long runId, List<Brought> found) {}

    /** What is lost or failed is wanted again, whoever was asked for it before. */
    @Bean
    Step retryLosses(Steps steps) {
        return steps.single("retryLosses", losses::retryAll);
    }

    @Bean
    Step recoverArtifacts(Steps steps, Progress progress) {
        InFlight<Long, Searched> reader = new InFlight<>(
                step -> new RunsInOrder((after, limit) -> losses.runsMissing(trees.names(), after, limit)).runs(),
                this::search,
                Runtime.getRuntime().availableProcessors());
        return steps.<Searched, Searched>chunked("recoverArtifacts", RUNS_PER_CHUNK)
                .listener(new ShownProgress(progress, "runs searched", () -> -1))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    chunk.forEach(this::settle);
                    progress.advance(chunk.size());
                })
                .build();
    }

    /** Outside of any transaction; a tree is searched only for what none before it has. */
    private Searched search(long runId) {
        List<Brought> found = new ArrayList<>();
        for (Tree tree : trees.all()) {
            List<Artifact> missing = missing(runId).stream()
                    .filter(artifact -> found.stream().noneMatch(brought -> brought.has(artifact)))
                    .toList();
            Optional<FoundRun> kept =
                    missing.isEmpty() ? Optional.empty() : tree.runs().apply(runId);
            kept.map(run -> only(missing, run))
                    .filter(run -> !run.artifacts().isEmpty())
                    .map(run -> intake.bring(run, tree.source(), tree.descriptions()))
                    .ifPresent(found::add);
        }
        return new Searched(runId, found);
    }

    private List<Artifact> missing(long runId) {
        return artifacts.ofRun(runId).stream().filter(Artifact::isMissing).toList();
    }

    private static FoundRun only(List<Artifact> missing, FoundRun run) {
        return run.with(run.artifacts().stream()
                .filter(found -> missing.stream()
                        .anyMatch(artifact -> found.id() != null
                                ? found.id() == artifact.id()
                                : found.name().equals(artifact.name())))
                .toList());
    }

    private void settle(Searched searched) {
        searched.found().forEach(intake::settle);
        String tried = String.join(",", trees.names());
        missing(searched.runId()).forEach(artifact -> losses.tried(artifact, tried));
    }
}
