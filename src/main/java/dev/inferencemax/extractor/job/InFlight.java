package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.NotNow;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Reads work that waits for the network or fills all cores: many pieces are under way at once, and each is an item as soon
 * as it is done. So nobody waits while a chunk fills, and a transaction holds only the writing of what is done already.
 *
 * <p>When a piece fails no more are begun, those under way are still handed out, and the failure comes last: what was
 * paid for is kept. A step asked to stop ends in the same way, also while the next piece is only being looked for.
 */
final class InFlight<I, O> implements ItemStreamReader<O>, StepExecutionListener {

    /** Exit code of a step that may go on later. */
    static final String NOT_NOW = "NOT_NOW";

    private static final long STOP_IS_SEEN_WITHIN_MILLIS = 200;

    private final Function<StepExecution, ? extends Iterator<I>> source;
    private final Function<? super I, ? extends O> work;
    private final int width;

    private @Nullable Workers workers;
    private @Nullable StepExecution step;
    private @Nullable RuntimeException failure;

    /**
     * Prepares the reading; it begins when the step does.
     *
     * @param source of the pieces of a step; asked by one thread at a time
     * @param work on one piece; called in many threads
     * @param width pieces under way at once
     */
    InFlight(Function<StepExecution, ? extends Iterator<I>> source, Function<? super I, ? extends O> work, int width) {
        this.source = source;
        this.work = work;
        this.width = width;
    }

    /** What a worker tells the step's thread. */
    private sealed interface Event<O> {

        record Done<O>(O result) implements Event<O> {}

        record Failed<O>(RuntimeException why) implements Event<O> {}

        /** A worker goes home. */
        record Gone<O>() implements Event<O> {}
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
        return failure instanceof NotNow
                ? new ExitStatus(NOT_NOW, String.valueOf(failure.getMessage()))
                : ExitStatus.FAILED.addExitDescription(failure);
    }

    @Override
    public void open(ExecutionContext context) {
        failure = null;
        workers = new Workers();
    }

    @Override
    public @Nullable O read() throws InterruptedException {
        if (workers == null) {
            throw new IllegalStateException("read before open");
        }
        workers.beginOnce();
        while (workers.areThere()) {
            Event<O> event = workers.next();
            if (event instanceof Event.Done<O> done) {
                return done.result();
            } else if (event instanceof Event.Failed<O> failed) {
                boolean becauseOfTheStop = stopping() && failed.why() instanceof NotNow;
                failure = failure == null && !becauseOfTheStop ? failed.why() : failure;
            } else if (event == null && stopping()) {
                return null; // what is under way is found in the archive by the next start
            }
        }
        return null;
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
        if (workers != null) {
            workers.close();
            workers = null;
        }
    }

    /** Those of one run of the step. Each takes a piece, works on it, and takes the next, never far ahead of the step. */
    private final class Workers {

        private final BlockingQueue<Event<O>> events = new LinkedBlockingQueue<>();
        private final Semaphore ahead = new Semaphore(2 * width);
        private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("in-flight-");
        private final Lock oneAtATime = new ReentrantLock(); // a monitor would pin a virtual thread to its carrier
        private @Nullable Iterator<I> pieces;
        private volatile boolean ending;
        private boolean begun;
        private int there;

        Workers() {
            threads.setDaemon(true);
            threads.setTaskDecorator(LogFields.inheritance());
            threads.setVirtualThreads(Runtime.version().feature() >= 21);
        }

        void beginOnce() {
            if (!begun) {
                begun = true;
                there = width;
                for (int worker = 0; worker < width; worker++) {
                    threads.execute(this::workUntilTheEnd);
                }
            }
        }

        boolean areThere() {
            return there > 0;
        }

        /** Null: nothing has happened for a moment. */
        @Nullable Event<O> next() throws InterruptedException {
            Event<O> event = events.poll(STOP_IS_SEEN_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
            if (event instanceof Event.Done<O>) {
                ahead.release();
            } else if (event instanceof Event.Gone<O>) {
                there--;
            }
            return event;
        }

        private void workUntilTheEnd() {
            try {
                I piece = take();
                while (piece != null) {
                    events.add(new Event.Done<>(work.apply(piece)));
                    piece = take();
                }
            } catch (RuntimeException e) {
                ending = true;
                events.add(new Event.Failed<>(e));
            } catch (Error e) {
                ending = true;
                events.add(new Event.Failed<>(new IllegalStateException(e)));
                throw e;
            } finally {
                ahead.release(); // another one may wait for a place, and is to see that this is the end
                events.add(new Event.Gone<>());
            }
        }

        /** The next piece; null: there is none, or none is to be begun any more. */
        private @Nullable I take() {
            ahead.acquireUninterruptibly();
            oneAtATime.lock();
            try {
                if (ending || stopping()) {
                    return null;
                }
                if (pieces == null) {
                    pieces = source.apply(Objects.requireNonNull(step, "the step has begun"));
                }
                if (!pieces.hasNext()) {
                    ending = true;
                    return null;
                }
                return pieces.next();
            } finally {
                oneAtATime.unlock();
            }
        }

        void close() {
            ending = true;
            ahead.release(width);
            threads.close();
        }
    }
}
