package dev.inferencemax.extractor.job;

import java.time.Duration;

/** Does parts of a job that another process leads. */
public interface Hands {

    /** Begins to take parts, one at a time. */
    void begin();

    /**
     * Whether there is nothing more to do, ever.
     *
     * @param within waits so long for it
     */
    boolean areDone(Duration within) throws InterruptedException;

    /** Takes no more; what was begun is left after its present chunk, for another one to go on. */
    void end();
}
