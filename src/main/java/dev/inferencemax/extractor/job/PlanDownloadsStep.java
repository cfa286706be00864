package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Decides, run by run, what is to be downloaded. */
@Configuration(proxyBeanMethods = false)
class PlanDownloadsStep {

    private static final int RUNS_PER_CHUNK = 20;

    @Bean
    Step planDownloads(Steps steps, ArtifactLedger artifacts, DownloadPlan plan) {
        return steps.<Long, Long>chunked("planDownloads", RUNS_PER_CHUNK)
                .reader(new RunsInOrder((after, limit) -> artifacts.runsToPlan(plan.name(), after, limit)))
                .writer(chunk -> chunk.forEach(run -> decide(artifacts.ofRun(run), artifacts, plan)))
                .build();
    }

    private static void decide(List<Artifact> ofRun, ArtifactLedger artifacts, DownloadPlan plan) {
        Set<Long> wanted = plan.wanted(ofRun);
        for (Artifact artifact : ofRun) {
            boolean isWanted = wanted.contains(artifact.id());
            switch (artifact.state()) {
                case LISTED, NOT_NEEDED -> {
                    if (isWanted && plan.putsOff(artifact, ofRun)) {
                        artifacts.putOff(artifact);
                    } else if (isWanted) {
                        artifacts.move(artifact, ArtifactState.WANTED);
                    } else {
                        artifacts.leaveOut(artifact, plan.name());
                    }
                }
                case WANTED -> {
                    if (!isWanted) { // by a plan that another one has replaced
                        artifacts.leaveOut(artifact, plan.name());
                    }
                }
                default -> {}
            }
        }
    }
}
