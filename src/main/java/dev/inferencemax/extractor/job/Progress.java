package dev.inferencemax.extractor.job;

import java.util.function.Supplier;

/**
 * How far the present step is, for whoever watches. One step at a time: {@code begin}, then {@code advance} from any
 * thread, then {@code end}. Nothing here decides anything: a display that fails or shows nothing changes no result.
 */
public interface Progress {

    /**
     * A step begins; what an earlier one left open ends.
     *
     * @param what is counted, in the plural: {@code artifacts}
     * @param total of them; negative: not known
     */
    void begin(String what, long total);

    /** So many more are done. */
    void advance(long n);

    /**
     * What else a watcher wants to know, until the step ends.
     *
     * @param tail asked whenever a line is shown, from another thread: {@code 4,812 requests left}; empty: nothing
     */
    void note(Supplier<String> tail);

    /** The step ended, however. */
    void end();
}
