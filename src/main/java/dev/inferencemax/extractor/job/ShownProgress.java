package dev.inferencemax.extractor.job;

import java.util.function.LongSupplier;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Shows how far a step is. */
final class ShownProgress implements StepExecutionListener {

    private final Progress progress;
    private final String what;
    private final LongSupplier total;

    /**
     * Prepares the display of a step.
     *
     * @param what is counted, in the plural
     * @param total of them; negative: not known
     */
    ShownProgress(Progress progress, String what, LongSupplier total) {
        this.progress = progress;
        this.what = what;
        this.total = total;
    }

    @Override
    public void beforeStep(StepExecution step) {
        progress.begin(what, total.getAsLong());
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        progress.end();
        return step.getExitStatus();
    }
}
