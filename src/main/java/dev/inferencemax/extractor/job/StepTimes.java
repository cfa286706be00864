package dev.inferencemax.extractor.job;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** How long each step took, in seconds; of one that still runs, how long it has taken so far. */
@Component
class StepTimes implements StepExecutionListener {

    private final Map<String, Long> started = new LinkedHashMap<>();
    private final Map<String, Long> nanos = new LinkedHashMap<>();

    @Override
    public synchronized void beforeStep(StepExecution step) {
        started.put(step.getStepName(), System.nanoTime());
    }

    @Override
    public synchronized ExitStatus afterStep(StepExecution step) {
        Long start = started.remove(step.getStepName());
        if (start != null) {
            nanos.put(step.getStepName(), System.nanoTime() - start);
        }
        return step.getExitStatus();
    }

    synchronized Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        nanos.forEach((step, taken) -> seconds.put(step, seconds(taken)));
        started.forEach((step, start) -> seconds.put(step, seconds(System.nanoTime() - start)));
        return seconds;
    }

    private static double seconds(long nanos) {
        return Duration.ofNanos(nanos).toMillis() / 1000.0;
    }
}
