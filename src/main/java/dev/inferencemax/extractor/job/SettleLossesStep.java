package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.LossLedger;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Decides, run by run, which of the expired artifacts are lost and which survive in an aggregate of their run. */
@Configuration(proxyBeanMethods = false)
class SettleLossesStep {

    private static final int RUNS_PER_CHUNK = 20;

    @Bean
    Step settleLosses(
            Steps steps, ArtifactLedger artifacts, LossLedger losses, Survival survival, Selection selection) {
        return steps.<Long, Long>chunked("settleLosses", RUNS_PER_CHUNK)
                .listener(new StepExecutionListener() {
                    @Override
                    public ExitStatus afterStep(StepExecution step) {
                        if (selection.acceptLosses()) {
                            losses.accept();
                        }
                        return step.getExitStatus();
                    }
                })
                .reader(new RunsInOrder((after, limit) -> artifacts.runsWith(ArtifactState.EXPIRED, after, limit)))
                .writer(chunk -> chunk.forEach(survival::settle))
                .build();
    }
}
