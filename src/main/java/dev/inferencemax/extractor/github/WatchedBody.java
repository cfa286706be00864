package dev.inferencemax.extractor.github;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that cannot hang: when the server falls silent in the middle of it, reading fails. The JDK's client has no such
 * limit. Time its reader spends elsewhere (on a slow disk) does not count as silence. Close it, or it stays watched.
 */
final class WatchedBody extends FilterInputStream {

    private static final long NOT_READING = -1;

    private final long stallNanos;
    private final long opened = System.nanoTime();
    private volatile @Nullable CompletableFuture<Void> watch;
    private volatile boolean closed;

    private volatile long readingSince = NOT_READING;
    private volatile boolean stalled;
    private volatile @Nullable IOException failure;
    private long count;
    private boolean ended;

    WatchedBody(InputStream body, Duration stall) {
        super(body);
        this.stallNanos = stall.toNanos();
        watchFor(stallNanos);
    }

    private void watchFor(long nanos) {
        // the timer of CompletableFuture is the JVM's own and forgets what was cancelled: no thread to start or to end
        CompletableFuture<Void> timer =
                new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
        watch = timer;
        var unused = timer.thenRun(this::look);
        if (closed) {
            timer.cancel(false);
        }
    }

    private void look() {
        long since = readingSince;
        long silent = since == NOT_READING ? 0 : elapsed() - since;
        if (silent < stallNanos) {
            watchFor(stallNanos - silent);
            return;
        }
        stalled = true;
        try {
            in.close(); // wakes the reader
        } catch (IOException alreadyBroken) {
            closed = true;
        }
    }

    private long elapsed() {
        return System.nanoTime() - opened;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        readingSince = elapsed();
        try {
            int read = in.read(bytes, offset, length);
            ended |= read < 0;
            count += Math.max(0, read);
            return read;
        } catch (IOException broken) {
            IOException told = stalled
                    ? new HttpTimeoutException(
                            "nothing came for " + Duration.ofNanos(stallNanos).toSeconds() + " s")
                    : broken;
            failure = told;
            throw told;
        } finally {
            readingSince = NOT_READING;
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        return bytes <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    /** True once the end was seen. */
    boolean ended() {
        return ended;
    }

    /** What broke while reading; null: nothing did, so whatever failed was not the network. */
    @Nullable IOException failure() {
        return failure;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        CompletableFuture<Void> timer = watch;
        if (timer != null) {
            timer.cancel(false);
        }
        super.close();
    }
}
