package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.ledger.Part;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Which part of its work a step does: a range in the context of the step, never a list. */
public final class SharedPart {

    private static final String OWNER = "owner";
    private static final String FROM = "from";
    private static final String TO = "to";

    private SharedPart() {}

    public static ExecutionContext context(Part part) {
        ExecutionContext context = new ExecutionContext();
        context.put(OWNER, part.owner());
        context.putInt(FROM, part.from());
        context.putInt(TO, part.to());
        return context;
    }

    /** The same part, and nothing of what was left with it. */
    public static ExecutionContext anew(ExecutionContext context) {
        return context(in(context));
    }

    /** Whether that is the context of a part; it is made after its step. */
    public static boolean isIn(ExecutionContext context) {
        return context.containsKey(FROM);
    }

    /**
     * The part of a step.
     *
     * @param before what comes first where one step does all; whoever hands out parts has done it
     */
    static Part of(StepExecution step, Runnable before) {
        ExecutionContext context = step.getExecutionContext();
        if (isIn(context)) {
            return in(context);
        }
        before.run();
        return Part.ALL;
    }

    private static Part in(ExecutionContext context) {
        return new Part(context.getString(OWNER), context.getInt(FROM), context.getInt(TO));
    }
}
