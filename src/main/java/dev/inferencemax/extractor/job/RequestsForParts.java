package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.RequestCounts;
import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.stereotype.Component;

/**
 * The requests that other processes send for their parts of a step: each leaves its count with the part, for who leads.
 * One that is lost has left none.
 */
@Component
class RequestsForParts implements StepExecutionListener {

    private static final String BYTES = "requests.bytes";
    private static final String OF_KIND = "requests.";

    private final RequestCounts counts;
    private Map<String, Long> before = Map.of();
    private long bytesBefore;

    RequestsForParts(RequestCounts counts) {
        this.counts = counts;
    }

    @Override
    public void beforeStep(StepExecution step) {
        before = counts.byKind();
        bytesBefore = counts.bytes();
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        ExecutionContext context = step.getExecutionContext();
        if (SharedPart.isIn(context)) {
            counts.byKind()
                    .forEach((kind, count) -> more(context, OF_KIND + kind, count - before.getOrDefault(kind, 0L)));
            more(context, BYTES, counts.bytes() - bytesBefore);
        }
        return step.getExitStatus();
    }

    /** Another worker may have done the beginning of the part. */
    private static void more(ExecutionContext context, String of, long count) {
        if (count > 0) {
            context.putLong(of, context.getLong(of, 0) + count);
        }
    }

    void add(StepExecution part) {
        ExecutionContext left = part.getExecutionContext();
        Map<String, Long> byKind = new HashMap<>();
        counts.byKind().keySet().forEach(kind -> byKind.put(kind, left.getLong(OF_KIND + kind, 0)));
        counts.add(byKind, left.getLong(BYTES, 0));
    }
}
