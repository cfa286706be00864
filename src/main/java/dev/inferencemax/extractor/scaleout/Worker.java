package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.job.SharedPart;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;

/**
 * Does the partitions that come, one at a time, each only once: a message that comes twice, or too late, is passed over.
 * What cannot be done now is given back to whoever delivered it, by an exception.
 */
final class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private static final Duration LOOKED_UP_EVERY = Duration.ofSeconds(1);

    private final JobRepository repository;
    private final PartitionLocks locks;
    private final Function<String, Step> steps;
    private final Duration patience;

    /**
     * A worker.
     *
     * @param patience so long it waits for a partition that somebody else does: when that one is lost, it is ours
     */
    Worker(JobRepository repository, PartitionLocks locks, Function<String, Step> steps, Duration patience) {
        this.repository = repository;
        this.locks = locks;
        this.steps = steps;
        this.patience = patience;
    }

    /** Does the partition of a message. */
    void handle(StepExecutionRequest request) throws InterruptedException {
        StepExecution named = repository.getStepExecution(request.getStepExecutionId());
        if (named == null) {
            log.warn("Partition {} is of another database; passed over", request.getStepExecutionId());
            return;
        }
        Optional<PartitionLock> taken = locks.take(named, patience);
        if (taken.isEmpty()) {
            throw new GivenBack(named.getStepName() + " is still being done by another worker");
        }
        try (PartitionLock lock = taken.get()) {
            // read again: whoever had the lock before us may have done it
            StepExecution partition = Objects.requireNonNull(repository.getStepExecution(named.getId()));
            long job = partition.getJobExecution().getId();
            if (Partition.isEnded(partition.getStatus()) || !lock.isWanted(job)) {
                log.info(
                        "{} is {} already, or no longer wanted; passed over",
                        partition.getStepName(),
                        partition.getStatus());
                return;
            }
            if (!SharedPart.isIn(partition.getExecutionContext())) {
                throw new GivenBack(partition.getStepName() + " is just being made");
            }
            work(partition, request.getStepName(), lock);
            if (!Partition.isEnded(partition.getStatus()) && lock.isWanted(job)) {
                throw new GivenBack(partition.getStepName() + " is left to another worker");
            }
        }
    }

    private void work(StepExecution partition, String step, PartitionLock lock) throws InterruptedException {
        log.info("{} begins", partition.getStepName());
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "partition-watch");
            thread.setDaemon(true);
            return thread;
        });
        long job = partition.getJobExecution().getId();
        Runnable look = () -> {
            if (!isStillWanted(lock, partition, job)) {
                partition.setTerminateOnly();
            }
        };
        long every = LOOKED_UP_EVERY.toMillis();
        var unused = watch.scheduleWithFixedDelay(look, every, every, TimeUnit.MILLISECONDS);
        try {
            partition.setExitStatus(ExitStatus.EXECUTING); // who had it before may have stopped
            steps.apply(step).execute(partition);
        } catch (JobInterruptedException e) {
            log.debug("{} was interrupted", partition.getStepName());
        } finally {
            watch.shutdownNow();
            watch.awaitTermination(LOOKED_UP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        log.info("{} ends {}", partition.getStepName(), partition.getStatus());
    }

    private static boolean isStillWanted(PartitionLock lock, StepExecution partition, long job) {
        try {
            return lock.isWanted(job);
        } catch (GivenBack e) {
            log.warn("{}: {}", partition.getStepName(), e.getMessage());
            return false;
        }
    }
}
