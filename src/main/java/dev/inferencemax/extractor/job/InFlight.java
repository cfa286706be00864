package dev.inferencemax.extractor.job;

import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
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
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads work that waits for the network: many pieces are under way at once, and each is an item as soon as it is done. So
 * the network is busy while a chunk fills, and a transaction holds only the writing of what is done already.
 *
 * <p>When a piece fails no more are begun, those under way are still handed out, and the failure comes last: what was
 * paid for is kept. A step asked to stop ends in the same way.
 */
final class InFlight<I, O> implements ItemStreamReader<O>, StepExecutionListener {

    private static final long STOP_IS_SEEN_WITHIN_MILLIS = 200;

    private final Supplier<? extends Iterator<I>> source;
    private final Function<? super I, ? extends O> work;
    private final int width;
    private final TransactionOperations outside;
    private final BlockingQueue<Done<O>> done = new LinkedBlockingQueue<>();

    private @Nullable Iterator<I> pieces;
    private @Nullable SimpleAsyncTaskExecutor executor;
    private @Nullable StepExecution step;
    private @Nullable RuntimeException failure;
    private int underWay;

    /**
     * Prepares the reading; it begins when the step does.
     *
     * @param source of the pieces; asked in the step's thread, outside of its transaction
     * @param work on one piece; called in many threads
     * @param width pieces under way at once
     */
    InFlight(
            Supplier<? extends Iterator<I>> source,
            Function<? super I, ? extends O> work,
            int width,
            TransactionOperations outside) {
        this.source = source;
        this.work = work;
        this.width = width;
        this.outside = outside;
    }

    private record Done<O>(@Nullable O result, @Nullable RuntimeException failure) {}

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
        done.clear();
        underWay = 0;
        failure = null;
        pieces = null;
        executor = new SimpleAsyncTaskExecutor("in-flight-");
        executor.setDaemon(true);
        executor.setVirtualThreads(Runtime.version().feature() >= 21);
    }

    @Override
    public @Nullable O read() throws InterruptedException {
        while (true) {
            begin();
            if (underWay == 0) {
                return null;
            }
            Done<O> next = done.poll(STOP_IS_SEEN_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
            if (next == null) {
                if (stopping()) {
                    return null; // what is under way is found in the archive by the next start
                }
                continue;
            }
            underWay--;
            if (next.result() != null) {
                return next.result();
            }
            failure = failure == null ? next.failure() : failure;
        }
    }

    private void begin() {
        while (underWay < width && failure == null && !stopping()) {
            try {
                Optional<I> piece = Objects.requireNonNull(outside.execute(status -> nextPiece()));
                if (piece.isEmpty()) {
                    return;
                }
                start(piece.get());
            } catch (RuntimeException e) {
                Thread.interrupted(); // the embedded database closes its file under a thread that carries the flag on
                if (!stopping()) {
                    failure = e;
                }
                return;
            }
        }
    }

    private Optional<I> nextPiece() {
        Iterator<I> ahead = pieces;
        if (ahead == null) {
            ahead = source.get();
            pieces = ahead;
        }
        return ahead.hasNext() ? Optional.of(ahead.next()) : Optional.empty();
    }

    private void start(I piece) {
        underWay++;
        if (executor == null) {
            throw new IllegalStateException("read before open");
        }
        executor.execute(() -> {
            try {
                done.add(new Done<>(work.apply(piece), null));
            } catch (RuntimeException e) {
                done.add(new Done<>(null, e));
            } catch (Error e) {
                done.add(new Done<>(null, new IllegalStateException(e)));
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
