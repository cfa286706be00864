package dev.inferencemax.extractor.scaleout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Looks after partitions that are with the workers. */
final class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    /** What ends a partition that may go on later, see the steps. */
    private static final String NOT_NOW = "NOT_NOW";

    /** Workers stop after their chunk; beyond that the next start waits for them. */
    private static final Duration STOPPING = Duration.ofSeconds(20);

    /** A database that is restarted is back by then. */
    private static final Duration DATABASE_GONE = Duration.ofMinutes(2);

    private final Partitions partitions;
    private final PartitionLocks locks;
    private final Post post;
    private final JobRepository repository;
    private final ScaleOutSettings settings;

    Watch(Partitions partitions, PartitionLocks locks, Post post, JobRepository repository, ScaleOutSettings settings) {
        this.partitions = partitions;
        this.locks = locks;
        this.post = post;
        this.repository = repository;
        this.settings = settings;
    }

    /**
     * Partitions that failed.
     *
     * @param notNow all of them may go on later
     */
    record Failed(String message, boolean notNow) {}

    Round round(StepExecution manager, String names) {
        return new Round(manager, names);
    }

    /** Waits until nobody works on any partition of a job whose manager is gone. */
    void reclaim(JobExecution left) {
        if (left.getStatus().isRunning()) {
            left.setStatus(BatchStatus.STOPPING); // workers end after their chunk, and begin nothing that still waits
            repository.update(left);
        }
        long instance = left.getJobInstance().getId();
        int held = locks.held(instance);
        if (held > 0) {
            log.info("Waiting for {} workers that still work for the manager that is gone", held);
        }
        long end = System.nanoTime() + settings.timeout().toNanos();
        while (locks.held(instance) > 0 && System.nanoTime() < end) {
            pause(settings.poll());
        }
    }

    /** One round of them. */
    final class Round {

        private final StepExecution manager;
        private final String names;
        private List<Partition> present = List.of();
        private long lastSign = System.nanoTime();
        private long lastAnswer = System.nanoTime();
        private long signs = -1;
        private boolean sentAgain;

        private Round(StepExecution manager, String names) {
            this.manager = manager;
            this.names = names;
        }

        /** Looks once, and not again for a while; whether all have ended. */
        boolean isOver() {
            pause(settings.poll());
            try {
                post.undelivered().ifPresent(this::giveUp);
                present = partitions.of(manager.getJobExecution().getId(), names);
                lastAnswer = System.nanoTime();
                requireSign();
            } catch (DataAccessException | TransactionException e) {
                if (System.nanoTime() - lastAnswer > DATABASE_GONE.toNanos()) {
                    throw e;
                }
                log.warn("The database does not answer, trying again: {}", e.getMessage());
                return false;
            }
            return present.stream().allMatch(Partition::isEnded);
        }

        /** Somebody must be at work: a worker that waits for a rate limit holds its partition's lock meanwhile. */
        private void requireSign() {
            long now = present.stream().mapToLong(Partition::version).sum();
            if (now != signs || locks.held(instance()) > 0) {
                signs = now;
                lastSign = System.nanoTime();
                sentAgain = false;
            } else if (!sentAgain
                    && System.nanoTime() - lastSign
                            > settings.timeout().dividedBy(2).toNanos()) {
                sentAgain = true; // a broker may have forgotten them; what comes twice is passed over
                present.stream()
                        .filter(partition -> !partition.isEnded())
                        .forEach(partition -> post.send(manager.getStepName(), partition.id()));
            } else if (System.nanoTime() - lastSign > settings.timeout().toNanos()) {
                throw new PartitionsFailed(
                        "No worker has done anything for %d s; %s left. Start workers (--role=worker)"
                                        .formatted(settings.timeout().toSeconds(), unfinished())
                                + " with the same database and broker; the same command goes on then.");
            }
        }

        private String unfinished() {
            List<String> left = present.stream()
                    .filter(partition -> !partition.isEnded())
                    .map(Partition::name)
                    .toList();
            return left.size() == 1
                    ? "partition " + left.get(0) + " is"
                    : left.size() + " partitions are (" + left.get(0) + " ...)";
        }

        private long instance() {
            return manager.getJobExecution().getJobInstance().getId();
        }

        /** The broker tried in vain: what was undelivered of an earlier round or to somebody at work is no matter. */
        private void giveUp(long id) {
            StepExecution partition = repository.getStepExecution(id);
            if (partition == null
                    || partition.getJobExecutionId() != manager.getJobExecutionId()
                    || Partition.isEnded(partition.getStatus())
                    || locks.isHeld(partition)) {
                return;
            }
            partition.setStatus(BatchStatus.FAILED);
            partition.setExitStatus(ExitStatus.FAILED.addExitDescription(
                    "no worker could do it, however often the broker delivered it; their logs say why"));
            repository.update(partition);
        }

        /** Tells the workers to stop, and waits for it a little. */
        void stop() {
            JobExecution job = manager.getJobExecution();
            job.setStatus(BatchStatus.STOPPING);
            repository.update(job);
            long end = System.nanoTime() + STOPPING.toNanos();
            while (locks.held(instance()) > 0 && System.nanoTime() < end) {
                pause(settings.poll());
            }
        }

        Optional<Failed> failed() {
            List<Partition> failed =
                    present.stream().filter(Partition::isFailed).toList();
            if (failed.isEmpty()) {
                return Optional.empty();
            }
            boolean notNow =
                    failed.stream().allMatch(partition -> partition.exitCode().equals(NOT_NOW));
            String reasons = failed.stream()
                    .limit(3)
                    .map(partition -> "partition " + partition.name() + ": " + partition.why())
                    .collect(Collectors.joining("; "));
            return Optional.of(new Failed(
                    notNow
                            ? failed.get(0).why()
                            : "%d of %d partitions of %s failed (%s). The others are done; the same command goes on from here."
                                    .formatted(failed.size(), present.size(), manager.getStepName(), reasons),
                    notNow));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartitionsFailed("Interrupted while waiting for the workers.");
        }
    }
}
