package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.NotNow;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Reads work that waits for the network: many pieces are under way at once, and each is an item as soon as it is done. So
 * the network is busy while a chunk fills, and a transaction holds only the writing of what is done already.
 *
 * <p>When a piece fails no more are begun, those under way are still handed out, and the failure comes last: what was
 * paid for is kept. A step asked to stop ends in the same way, also while the next piece is only being looked for.
 */
final class InFlight<I, O> implements ItemStreamReader<O>, StepExecutionListener {

    private static final long STOP_IS_SEEN_WITHIN_MILLIS = 200;

    private final Supplier<? extends Iterator<I>> source;
    private final Function<? super I, ? extends O> work;
    private final int width;
    private final BlockingQueue<Event<I, O>> events = new LinkedBlockingQueue<>();

    private @Nullable Iterator<I> pieces; // touched by one thread at a time, that of the look ahead
    private @Nullable SimpleAsyncTaskExecutor executor;
    private @Nullable StepExecution step;
    private @Nullable RuntimeException failure;
    private boolean looking;
    private boolean exhausted;
    private int underWay;

    /**
     * Prepares the reading; it begins when the step does.
     *
     * @param source of the pieces; asked in a thread of its own, one piece ahead
     * @param work on one piece; called in many threads
     * @param width pieces under way at once
     */
    InFlight(Supplier<? extends Iterator<I>> source, Function<? super I, ? extends O> work, int width) {
        this.source = source;
        this.work = work;
        this.width = width;
    }

    /** What other threads tell the step's. */
    private sealed interface Event<I, O> {

        record Piece<I, O>(I piece) implements Event<I, O> {}

        record NoMore<I, O>() implements Event<I, O> {}

        record Done<I, O>(O result) implements Event<I, O> {}

        record Failed<I, O>(RuntimeException why, boolean looking) implements Event<I, O> {}
    }

    @Override
    public void beforeStep(StepExecution execution) {
        step = execution;
    }

    /** What was done before the failure is committed by now: a failure thrown while reading would have undone it. */
    @Override
    public ExitStatus afterStep(StepExecution execution) {
        if (failure == null) {
            return execution.getExitStatus();
        }
        execution.addFailureException(failure);
        execution.setStatus(BatchStatus.FAILED);
        return ExitStatus.FAILED.addExitDescription(failure);
    }

    @Override
    public void open(ExecutionContext context) {
        events.clear();
        underWay = 0;
        failure = null;
        pieces = null;
        looking = false;
        exhausted = false;
        executor = new SimpleAsyncTaskExecutor("in-flight-");
        executor.setDaemon(true);
        executor.setVirtualThreads(Runtime.version().feature() >= 21);
    }

    @Override
    public @Nullable O read() throws InterruptedException {
        while (true) {
            lookAhead();
            if (underWay == 0 && !looking) {
                return null;
            }
            Event<I, O> event = events.poll(STOP_IS_SEEN_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
            if (event instanceof Event.Done<I, O> done) {
                underWay--;
                return done.result();
            } else if (event != null) {
                note(event);
            } else if (stopping()) {
                return null; // what is under way is found in the archive by the next start
            }
        }
    }

    private void note(Event<I, O> event) {
        if (event instanceof Event.Piece<I, O> piece) {
            looking = false;
            if (failure == null && !stopping()) {
                begin(piece.piece());
            }
        } else if (event instanceof Event.Failed<I, O> failed) {
            looking = looking && !failed.looking();
            underWay -= failed.looking() ? 0 : 1;
            boolean becauseOfTheStop = stopping() && failed.why() instanceof NotNow;
            failure = failure == null && !becauseOfTheStop ? failed.why() : failure;
        } else {
            looking = false;
            exhausted = true;
        }
    }

    /** Where pieces come from a listing, the next one may be a long time in coming. */
    private void lookAhead() {
        if (looking || exhausted || underWay >= width || failure != null || stopping()) {
            return;
        }
        looking = true;
        execute(
                () -> {
                    Iterator<I> ahead = pieces;
                    if (ahead == null) {
                        ahead = source.get();
                        pieces = ahead;
                    }
                    return ahead.hasNext() ? new Event.Piece<>(ahead.next()) : new Event.NoMore<>();
                },
                true);
    }

    private void begin(I piece) {
        underWay++;
        execute(() -> new Event.Done<>(work.apply(piece)), false);
    }

    private void execute(Supplier<Event<I, O>> task, boolean looking) {
        if (executor == null) {
            throw new IllegalStateException("read before open");
        }
        executor.execute(() -> {
            try {
                events.add(task.get());
            } catch (RuntimeException e) {
                events.add(new Event.Failed<>(e, looking));
            } catch (Error e) {
                events.add(new Event.Failed<>(new IllegalStateException(e), looking));
                throw e;
            }
        });
    }

    private boolean stopping() {
        return step != null && step.isTerminateOnly();
    }

    /**
     * What a stop left under way is let go: it ends with the process, and whatever it completes is found in the archive.
     * Interrupting it could close the embedded database's file.
     */
    @Override
    public void close() {
        if (executor != null) {
            executor.close();
        }
    }
}
