package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Decides, run by run, which of the single artifacts that the plan put off are needed beside the aggregates. */
@Configuration(proxyBeanMethods = false)
class FillGapsStep {

    private static final int RUNS_PER_CHUNK = 20;

    @Bean
    Step fillGaps(Steps steps, ArtifactLedger artifacts, Gaps gaps, DownloadPlan plan) {
        return steps.<Long, Long>chunked("fillGaps", RUNS_PER_CHUNK)
                .reader(new RunsInOrder((after, limit) -> artifacts.runsWith(ArtifactState.LISTED, after, limit)))
                .writer(chunk -> chunk.forEach(run -> decide(artifacts.ofRun(run), artifacts, gaps, plan)))
                .build();
    }

    private static void decide(List<Artifact> ofRun, ArtifactLedger artifacts, Gaps gaps, DownloadPlan plan) {
        if (plan.isWaiting(ofRun)) {
            return; // for an aggregate that could not be had this time
        }
        Set<Long> needed = gaps.needed(ofRun);
        List<Artifact> undecided = ofRun.stream()
                .filter(artifact -> artifact.state() == ArtifactState.LISTED)
                .toList();
        artifacts.moveAll(
                undecided.stream()
                        .filter(artifact -> needed.contains(artifact.id()))
                        .toList(),
                ArtifactState.WANTED);
        artifacts.leaveOut(
                undecided.stream()
                        .filter(artifact -> !needed.contains(artifact.id()))
                        .toList(),
                plan.name());
    }
}
