package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Shows how far a step is. */
final class ShownProgress implements StepExecutionListener {

    private final Progress progress;
    private final String what;
    private final LongSupplier total;
    private final Supplier<String> tail;

    /**
     * Prepares the display of a step.
     *
     * @param what is counted, in the plural
     * @param total of them; negative: not known
     */
    ShownProgress(Progress progress, String what, LongSupplier total) {
        this(progress, what, total, () -> "");
    }

    /**
     * Prepares the display of a step that says something more.
     *
     * @param tail said behind the figures
     */
    ShownProgress(Progress progress, String what, LongSupplier total, Supplier<String> tail) {
        this.progress = progress;
        this.what = what;
        this.total = total;
        this.tail = tail;
    }

    /** How many requests GitHub still grants, for steps that ask it. */
    static Supplier<String> requestsLeft(ActionsApi github) {
        return () -> {
            Long remaining = github.rateLimit().remaining();
            return remaining == null ? "" : String.format(Locale.ROOT, "%,d requests left", remaining);
        };
    }

    @Override
    public void beforeStep(StepExecution step) {
        progress.begin(what, total.getAsLong());
        progress.note(tail);
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        progress.end();
        return step.getExitStatus();
    }
}
