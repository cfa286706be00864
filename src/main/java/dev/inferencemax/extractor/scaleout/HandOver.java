package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.github.NotNow;
import dev.inferencemax.extractor.job.WorkSharing.Work;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * The manager's side of a step: sends the partitions, and looks into the database until all have ended, however many
 * workers come, go and are lost meanwhile. Partitions that fail keep none of the others from being done.
 */
final class HandOver implements PartitionHandler {

    private static final Logger log = LoggerFactory.getLogger(HandOver.class);

    private final Rounds rounds;
    private final Work work;
    private final Post post;
    private final Watch watch;
    private final JobRepository repository;
    private final ArtifactLedger artifacts;

    HandOver(Rounds rounds, Work work, Post post, Watch watch, JobRepository repository, ArtifactLedger artifacts) {
        this.rounds = rounds;
        this.work = work;
        this.post = post;
        this.watch = watch;
        this.repository = repository;
        this.artifacts = artifacts;
    }

    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution manager)
            throws JobExecutionException {
        boolean takenUp = rounds.isOpen(manager);
        List<StepExecution> all = new ArrayList<>(round(splitter, manager));
        if (takenUp) {
            all.addAll(round(splitter, manager)); // what has become due since that round was cut
        }
        return all;
    }

    private List<StepExecution> round(StepExecutionSplitter splitter, StepExecution manager)
            throws JobExecutionException {
        Set<StepExecution> partitions = splitter.split(manager, 0);
        if (!partitions.isEmpty()) {
            log.info("{}: {} partitions for the workers", manager.getStepName(), partitions.size());
        }
        long before = artifacts.count(work.state());
        for (StepExecution partition : partitions) {
            post.send(manager.getStepName(), partition.getId());
        }
        Watch.Round round = watch.round(manager, rounds.names(manager));
        while (!partitions.isEmpty() && !round.isOver()) {
            if (manager.isTerminateOnly()) {
                round.stop();
                throw new JobInterruptedException("stopped by request in step " + manager.getStepName());
            }
            long left = artifacts.count(work.state());
            work.progress().advance(Math.max(0, before - left));
            before = Math.min(before, left);
        }
        work.progress().advance(Math.max(0, before - artifacts.count(work.state())));
        List<StepExecution> ended = partitions.stream()
                .map(partition -> Objects.requireNonNull(repository.getStepExecution(partition.getId())))
                .toList();
        ended.forEach(work.ended());
        round.failed().ifPresent(HandOver::complain);
        rounds.close(manager);
        return ended;
    }

    private static void complain(Watch.Failed failed) {
        if (failed.notNow()) {
            throw new NotNow(failed.message(), Instant.now());
        }
        throw new PartitionsFailed(failed.message());
    }
}
