package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import java.util.ArrayList;
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
        List<Artifact> putOff = new ArrayList<>();
        List<Artifact> needed = new ArrayList<>();
        List<Artifact> leftOut = new ArrayList<>();
        for (Artifact artifact : ofRun) {
            boolean isWanted = wanted.contains(artifact.id());
            switch (artifact.state()) {
                case LISTED, NOT_NEEDED -> {
                    if (isWanted && plan.putsOff(artifact, ofRun)) {
                        putOff.add(artifact);
                    } else {
                        (isWanted ? needed : leftOut).add(artifact);
                    }
                }
                case WANTED -> {
                    if (!isWanted) { // by a plan that another one has replaced
                        leftOut.add(artifact);
                    }
                }
                default -> {}
            }
        }
        artifacts.putOff(putOff);
        artifacts.moveAll(needed, ArtifactState.WANTED);
        artifacts.leaveOut(leftOut, plan.name());
    }
}
