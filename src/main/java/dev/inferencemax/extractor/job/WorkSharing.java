package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.ledger.ArtifactState;
import java.util.function.Consumer;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;

/**
 * Hands the work of a step to other processes. Where there is none, as on almost every machine, this process does it all;
 * what is done is the same.
 */
public interface WorkSharing {

    /**
     * What can be shared.
     *
     * @param state of the artifacts that the step works on, which they leave by it
     * @param prepare what comes before the work, once
     * @param progress how far it is
     * @param ended told of each part that ended, with what its worker left in its context
     */
    record Work(ArtifactState state, Runnable prepare, Progress progress, Consumer<StepExecution> ended) {}

    /**
     * The step that hands it out.
     *
     * @param name of the step, which does the work in the other processes
     * @param named the beginning of it, with the listeners of every step
     */
    Step shared(String name, StepBuilder named, Work work);

    /** Waits for what others still do for a job whose own process is gone, so that it can be taken up again. */
    void reclaim(JobExecution left);
}
