package dev.inferencemax.extractor.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends a running job within its chunk when the process is asked to end. It waits for that, before anything is closed that
 * the job needs: the highest phase is stopped first.
 */
@Component
class GracefulStop implements SmartLifecycle, JobExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(GracefulStop.class);

    /** Less than what Kubernetes and Docker usually grant. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;
    private volatile @Nullable JobExecution running;

    /** A job that is run under watch. */
    @FunctionalInterface
    interface Launch {
        JobExecution run() throws JobExecutionException;
    }

    JobExecution watch(Launch launch) throws JobExecutionException {
        started = true;
        try {
            return launch.run();
        } finally {
            ended.countDown();
        }
    }

    /** Waits that long at the most, less when the process is asked to end meanwhile. */
    boolean isRequestedWithin(Duration time) throws InterruptedException {
        return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void beforeJob(JobExecution execution) {
        running = execution;
    }

    @Override
    public void stop() {
        JobExecution execution = running;
        if (!started || execution == null || ended.getCount() == 0) {
            return;
        }
        log.info("Stopping: what is under way is brought to its end");
        execution.setStatus(BatchStatus.STOPPING);
        execution.getStepExecutions().forEach(step -> step.setTerminateOnly());
        requested.countDown();
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("Not stopped within {} s; the same command resumes all the same", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {}

    @Override
    public boolean isRunning() {
        return ended.getCount() > 0;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
