package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.dataset.DatasetExport;
import dev.inferencemax.extractor.dataset.DatasetPublication;
import dev.inferencemax.extractor.github.AccessRefused;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.InvalidSetting;
import dev.inferencemax.extractor.github.NoAnswer;
import dev.inferencemax.extractor.github.NotNow;
import dev.inferencemax.extractor.ledger.LossLedger;
import dev.inferencemax.extractor.source.BackupMirror;
import dev.inferencemax.extractor.source.GitHistory;
import dev.inferencemax.extractor.source.SourceUnusable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Runs a job from the checks before it to what came of it. */
@Component
public class JobLaunch {

    private static final Logger log = LoggerFactory.getLogger(JobLaunch.class);

    private static final Duration LOOKED_UP_EVERY = Duration.ofMillis(500);

    private final ListableBeanFactory beans;
    private final JobOperator operator;
    private final JobInstances instances;
    private final Selection selection;
    private final RawArchive archive;
    private final DatasetExport export;
    private final DatasetPublication publication;
    private final LossLedger losses;
    private final ObjectProvider<ActionsApi> github;
    private final ObjectProvider<GitHistory> histories;
    private final GracefulStop stop;
    private final BackupMirror mirror;
    private final Outcome outcome;
    private final Postponed postponed;
    private final SpaceNeeded space;

    JobLaunch(
            ListableBeanFactory beans,
            JobOperator operator,
            JobInstances instances,
            Selection selection,
            RawArchive archive,
            DatasetExport export,
            DatasetPublication publication,
            LossLedger losses,
            ObjectProvider<ActionsApi> github,
            ObjectProvider<GitHistory> histories,
            GracefulStop stop,
            BackupMirror mirror,
            Outcome outcome,
            Postponed postponed,
            SpaceNeeded space) {
        this.beans = beans;
        this.operator = operator;
        this.instances = instances;
        this.selection = selection;
        this.archive = archive;
        this.export = export;
        this.publication = publication;
        this.losses = losses;
        this.github = github;
        this.histories = histories;
        this.stop = stop;
        this.mirror = mirror;
        this.outcome = outcome;
        this.postponed = postponed;
        this.space = space;
    }

    /** Starts the job of the given name, or resumes it, and waits for its end. The caller holds the state. */
    public JobEnd launch(String name) {
        try {
            requireToken(name);
            if (selection.dryRun()) {
                beforeAnyWork(archive::requireReadable);
                return new JobEnd.Done(0, beans.getBean(DryRun.class).lines(name));
            }
            check(name);
            Job job = beans.getBean(name, Job.class);
            JobExecution execution = stop.watch(() -> operator.start(job, instances.next(name, selection.scope(name))));
            return execution.getStatus() == BatchStatus.COMPLETED ? published() : unfinished(execution);
        } catch (JobExecutionException e) {
            return new JobEnd.Failed(e);
        } catch (RuntimeException e) {
            return meaning(e);
        }
    }

    /** Takes part in a job that another process leads, until there is nothing more to do or this process is to end. */
    public JobEnd help() {
        try {
            requireToken(BackfillJob.NAME);
            beforeAnyWork(archive::requireWritable);
            return stop.watch(() -> help(beans.getBean(Hands.class)));
        } catch (JobExecutionException e) {
            return new JobEnd.Failed(e);
        } catch (RuntimeException e) {
            return meaning(e);
        }
    }

    private JobEnd help(Hands hands) {
        hands.begin();
        try {
            while (!stop.isRequestedWithin(Duration.ZERO)) {
                if (hands.areDone(LOOKED_UP_EVERY)) {
                    return new JobEnd.Done(0, List.of("Nothing is left to do for this worker."));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hands.end();
        }
        return new JobEnd.NotNow(
                stop.reason().orElse("Stopped.") + " What was begun is left to another worker.", List.of());
    }

    private JobEnd published() {
        String later = postponed.message();
        return later == null
                ? new JobEnd.Done(losses.unaccepted(), outcome.lines())
                : new JobEnd.NotNow(later, outcome.lines());
    }

    private void requireToken(String job) {
        if (job.equals(BackfillJob.NAME) && !github.getObject().hasToken()) {
            throw new CommandRefused("No GitHub token: artifacts can only be downloaded with one."
                    + " Set GITHUB_TOKEN (a token without any scope will do for a public repository).");
        }
    }

    private static void beforeAnyWork(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            throw new CommandRefused(String.valueOf(e.getMessage()));
        }
    }

    /** What can be known to be wrong before any work. */
    private void check(String job) {
        histories.getObject();
        if (selection.archive() != null) {
            ImportedArchive.complaint(Path.of(selection.archive())).ifPresent(complaint -> {
                throw new CommandRefused("--archive=" + complaint);
            });
        }
        beforeAnyWork(archive::requireWritable);
        beforeAnyWork(publication::prepare);
        beforeAnyWork(export::prepare);
        archive.cleanLeftovers();
        checkMirror(job);
    }

    /** A mirror that does not answer today must not keep a backfill from what GitHub still has. */
    private void checkMirror(String job) {
        try {
            mirror.requireThere();
            if (job.equals(ImportJob.NAME) && selection.backupDir() != null && mirror.isEmpty()) {
                throw new CommandRefused("--backup-dir=%s: nothing to import in %s. Expected %s."
                        .formatted(selection.backupDir(), selection.backupDir(), BackupMirror.LAYOUT));
            }
        } catch (NoAnswer silent) {
            if (!job.equals(BackfillJob.NAME)) {
                throw silent;
            }
            log.warn("{}", silent.getMessage());
        }
    }

    private JobEnd unfinished(JobExecution execution) {
        List<Throwable> failures = execution.getAllFailureExceptions().stream()
                .filter(failure -> !(failure instanceof JobInterruptedException))
                .toList();
        if (execution.getStatus() == BatchStatus.STOPPED && failures.isEmpty()) {
            return new JobEnd.NotNow(
                    stop.reason().orElse("Stopped before the end.") + " The same command goes on from here.",
                    List.of());
        }
        return failures.isEmpty()
                ? new JobEnd.Failed(new IllegalStateException(
                        "the job ended as " + execution.getStatus() + " for a reason nobody gave"))
                : meaning(failures.get(0));
    }

    /** The first cause that says what it means. */
    private JobEnd meaning(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotNow) {
                return new JobEnd.NotNow(String.valueOf(cause.getMessage()), List.of());
            }
            if (cause instanceof AccessRefused
                    || cause instanceof InvalidSetting
                    || cause instanceof SourceUnusable
                    || cause instanceof CommandRefused) {
                return new JobEnd.Refused(String.valueOf(cause.getMessage()));
            }
        }
        return new JobEnd.Failed(space.explained(failure));
    }
}
