package dev.inferencemax.extractor.job;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.SmartLifecycle;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.stereotype.Component;

/**
 * Ends a running job within its chunk, when the process is asked to end or its time is up. A step that is one transaction
 * is brought to its end; one that has not begun is not begun. Asked to end, the process waits for that before anything is
 * closed that the job needs: the highest phase is stopped first.
 */
@Component
class GracefulStop implements SmartLifecycle, JobExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(GracefulStop.class);

    /** Less than what Kubernetes and Docker usually grant. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final TimeLimit limit;
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean started;
    private boolean timeIsUp;
    private @Nullable StepExecution inChunks;

    GracefulStop(TimeLimit limit) {
        this.limit = limit;
    }

    /** A job that is run under watch. */
    @FunctionalInterface
    interface Launch<T> {
        T run() throws JobExecutionException;
    }

    <T> T watch(Launch<T> launch) throws JobExecutionException {
        started = true;
        ScheduledExecutorService timer = timer();
        try {
            return launch.run();
        } finally {
            timer.shutdownNow();
            ended.countDown();
        }
    }

    /** Counted by the machine's own ticking: the clock on the wall may be set meanwhile. */
    private ScheduledExecutorService timer() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "time-limit");
            thread.setDaemon(true);
            return thread;
        });
        Duration whole = limit.maxDuration();
        if (whole != null) {
            long passed = ManagementFactory.getRuntimeMXBean().getUptime();
            var unused = timer.schedule(this::endOfTime, Math.max(0, whole.toMillis() - passed), TimeUnit.MILLISECONDS);
        }
        return timer;
    }

    private synchronized void endOfTime() {
        timeIsUp = true;
        request();
    }

    private synchronized void request() {
        log.info("Stopping: what is under way is brought to its end");
        if (inChunks != null) {
            inChunks.setTerminateOnly();
        }
        requested.countDown();
    }

    /** Waits that long at the most, less when a stop is requested meanwhile. */
    boolean isRequestedWithin(Duration time) throws InterruptedException {
        return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Why the job stopped, unless somebody asked for it. */
    synchronized Optional<String> reason() {
        return timeIsUp
                ? Optional.ofNullable(limit.maxDuration())
                        .map(whole -> "The deadline was reached: --max-duration="
                                + DurationFormatterUtils.print(whole, DurationFormat.Style.COMPOSITE) + ".")
                : Optional.empty();
    }

    /** For steps that can be left after any of their chunks. */
    StepExecutionListener betweenChunks() {
        return new Listener(true);
    }

    /** For steps that are one transaction. */
    StepExecutionListener betweenSteps() {
        return new Listener(false);
    }

    private final class Listener implements StepExecutionListener {

        private final boolean chunks;

        Listener(boolean chunks) {
            this.chunks = chunks;
        }

        @Override
        public void beforeStep(StepExecution step) {
            synchronized (GracefulStop.this) {
                inChunks = chunks ? step : null;
                if (isRequested()) {
                    step.setTerminateOnly();
                }
            }
        }

        /** Said earlier, it would undo a step that is one transaction and about to be done. */
        @Override
        public ExitStatus afterStep(StepExecution step) {
            synchronized (GracefulStop.this) {
                inChunks = null;
                if (isRequested()) {
                    step.getJobExecution().setStatus(BatchStatus.STOPPING);
                }
            }
            return step.getExitStatus();
        }
    }

    /** The framework stops before the next step. Where it did not, there was none. */
    @Override
    public void afterJob(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.STOPPING) {
            execution.setStatus(BatchStatus.COMPLETED);
            execution.setExitStatus(ExitStatus.COMPLETED);
        }
    }

    @Override
    public void stop() {
        if (!started || ended.getCount() == 0) {
            return;
        }
        request();
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
