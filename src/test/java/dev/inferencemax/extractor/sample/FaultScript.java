package dev.inferencemax.extractor.sample;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.function.Predicate;

/** Faults in the order they happen, for one kind of request; when the script is over, all is normal again. */
public final class FaultScript {

    private final Deque<Fault> script = new ArrayDeque<>();
    private Predicate<String> concerned = target -> true;
    private Fault forEver;

    FaultScript() {}

    /** Only requests whose path and query match. */
    public synchronized FaultScript whenMatching(Predicate<String> target) {
        concerned = target;
        return this;
    }

    /** The next requests are answered so, one each. */
    public synchronized FaultScript answers(Fault... faults) {
        Collections.addAll(script, faults);
        return this;
    }

    public FaultScript then(Fault fault) {
        return answers(fault);
    }

    public synchronized FaultScript times(int times, Fault fault) {
        script.addAll(Collections.nCopies(times, fault));
        return this;
    }

    /** Every request from here on, once what was scripted before is over. */
    public synchronized FaultScript always(Fault fault) {
        forEver = fault;
        return this;
    }

    /** Scripted faults that nobody has met yet. */
    public synchronized int left() {
        return script.size();
    }

    /** Null: nothing is wrong. */
    synchronized Fault next(String target) {
        if (!concerned.test(target)) {
            return null;
        }
        Fault fault = script.poll();
        return fault == null ? forEver : fault;
    }
}
