package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.NoAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.stereotype.Component;

/**
 * Artifacts that could not be had this time, because nobody answered for them. One that is out of order must not
 * keep the others from the dataset; many in a row are no accident, and end the step. It counts anew in each step that
 * downloads, and leaves the count with the step, for who leads the work of other processes.
 */
@Component
class Postponed implements StepExecutionListener {

    private static final String COUNT = "postponed";
    private static final String WHY = "postponed.why";

    private long count;
    private int inARow;
    private @Nullable String last;

    @Override
    public void beforeStep(StepExecution step) {
        count = 0;
        inARow = 0;
        last = null;
        step.getExecutionContext().remove(COUNT); // of whoever had this part before
        step.getExecutionContext().remove(WHY);
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        if (count > 0) {
            step.getExecutionContext().putLong(COUNT, count);
            step.getExecutionContext().put(WHY, last);
        }
        return step.getExitStatus();
    }

    /** What another process could not have for its part of the present step. */
    void add(StepExecution part) {
        ExecutionContext left = part.getExecutionContext();
        if (left.containsKey(COUNT)) {
            count += left.getLong(COUNT);
            last = left.getString(WHY);
        }
    }

    void had() {
        inARow = 0;
    }

    /**
     * Notes one.
     *
     * @param tooMany in a row to go on
     */
    void postpone(NoAnswer why, int tooMany) {
        postpone(why);
        if (++inARow >= tooMany) {
            throw why;
        }
    }

    /** Notes one that others say nothing about. */
    void postpone(NoAnswer why) {
        count++;
        last = why.getMessage();
    }

    /** What a person should know of it; null: nothing was postponed. */
    @Nullable String message() {
        return count == 0
                ? null
                : "Published without %d artifacts that could not be had this time. %s".formatted(count, last);
    }
}
