package dev.inferencemax.extractor.job;

import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.stereotype.Component;

/** What a line of the log says beside its text, where programs read it: which step, run and artifact it is about. */
@Component
final class LogFields implements StepExecutionListener {

    private static final String STEP = "step";
    private static final String RUN = "run_id";
    private static final String ARTIFACT = "artifact_id";

    @Override
    public void beforeStep(StepExecution step) {
        MDC.put(STEP, step.getStepName());
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        MDC.remove(STEP);
        return step.getExitStatus();
    }

    static <T> T ofRun(long run, Supplier<T> work) {
        return with(RUN, run, work);
    }

    static <T> T ofArtifact(long run, long artifact, Supplier<T> work) {
        return with(RUN, run, () -> with(ARTIFACT, artifact, work));
    }

    static void ofArtifact(long run, long artifact, Runnable work) {
        ofArtifact(run, artifact, () -> {
            work.run();
            return true;
        });
    }

    private static <T> T with(String field, long id, Supplier<T> work) {
        MDC.put(field, Long.toString(id));
        try {
            return work.get();
        } finally {
            MDC.remove(field);
        }
    }

    /** What a step hands to its workers says and traces the same as the step itself. */
    static TaskDecorator inheritance() {
        TaskDecorator traces = new ContextPropagatingTaskDecorator();
        return work -> traces.decorate(withFieldsOf(MDC.getCopyOfContextMap(), work));
    }

    private static Runnable withFieldsOf(Map<String, String> fields, Runnable work) {
        return () -> {
            if (fields != null) {
                MDC.setContextMap(fields);
            }
            try {
                work.run();
            } finally {
                MDC.clear();
            }
        };
    }
}
