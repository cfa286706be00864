package dev.inferencemax.extractor.job;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** How long each step took, in seconds. */
@Component
class StepTimes implements StepExecutionListener {

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Long> started = new LinkedHashMap<>();

    @Override
    public synchronized void beforeStep(StepExecution step) {
        started.put(step.getStepName(), System.nanoTime());
    }

    @Override
    public synchronized ExitStatus afterStep(StepExecution step) {
        Long start = started.get(step.getStepName());
        if (start != null) {
            seconds.put(
                    step.getStepName(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        }
        return step.getExitStatus();
    }

    synchronized Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }
}
