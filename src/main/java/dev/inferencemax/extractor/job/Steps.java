package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import java.util.function.Supplier;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.ItemWriteListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What all steps share. Each may run again although it is complete: what it has to do is told by the ledger, and a
 * restart must see what is new.
 */
@Component
class Steps {

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final LogFields fields;
    private final StepTimes times;
    private final GracefulStop stop;
    private final ObjectProvider<WorkSharing> sharing;
    private final RawArchive archive;

    Steps(
            JobRepository repository,
            PlatformTransactionManager transactions,
            LogFields fields,
            StepTimes times,
            GracefulStop stop,
            ObjectProvider<WorkSharing> sharing,
            RawArchive archive) {
        this.repository = repository;
        this.transactions = transactions;
        this.fields = fields;
        this.times = times;
        this.stop = stop;
        this.sharing = sharing;
        this.archive = archive;
    }

    /** A step that reads work, does it, and writes result and state in one transaction a chunk. */
    <I, O> ChunkOrientedStepBuilder<I, O> chunked(String name, int size) {
        return named(name)
                .<I, O>chunk(size)
                .transactionManager(transactions)
                .listener(new Settling<O>())
                .interruptionPolicy(Steps::stopIfInterrupted);
    }

    private StepBuilder named(String name) {
        return new StepBuilder(name, repository)
                .allowStartIfComplete(true)
                .listener(fields)
                .listener(times)
                .listener(new DatabaseAway())
                .listener(stop.betweenChunks());
    }

    /**
     * A step whose work other processes do, where there are some.
     *
     * @param here does any part of it, and all of it where there are none
     */
    Step shared(Step here, WorkSharing.Work work, StepExecutionListener... listeners) {
        WorkSharing others = sharing.getIfAvailable();
        if (others == null) {
            return here;
        }
        StepBuilder named = named(here.getName());
        for (StepExecutionListener listener : listeners) {
            named.listener(listener);
        }
        return others.shared(here.getName(), named, work);
    }

    /** A step that is one transaction. */
    Step single(String name, Runnable work) {
        return single(name, () -> {
            work.run();
            archive.settle();
            return RepeatStatus.FINISHED;
        });
    }

    private Step single(String name, Supplier<RepeatStatus> work) {
        return new StepBuilder(name, repository)
                .allowStartIfComplete(true)
                .listener(fields)
                .listener(times)
                .listener(stop.betweenSteps())
                .tasklet((contribution, context) -> work.get(), transactions)
                .build();
    }

    /** What a chunk notes of files is committed when they are there for good. */
    private final class Settling<O> implements ItemWriteListener<O> {

        @Override
        public void afterWrite(Chunk<? extends O> chunk) {
            archive.settle();
        }
    }

    /** Merely throwing would let the framework end the step as COMPLETED with work left undone. */
    private static void stopIfInterrupted(StepExecution step) throws JobInterruptedException {
        if (Thread.interrupted()) {
            step.setTerminateOnly();
        }
        if (step.isTerminateOnly()) {
            throw new JobInterruptedException("stopped by request in step " + step.getStepName());
        }
    }
}
