package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that cannot hang: reading fails when the server falls silent, or when the reading thread is interrupted. The
 * stream of the JDK's client knows neither. Time its reader spends elsewhere (on a slow disk) is not silence. Holds what
 * the network gave at once and one such portion ahead, whatever the size of the body.
 */
final class WatchedBody extends InputStream implements HttpResponse.BodySubscriber<WatchedBody> {

    private static final List<ByteBuffer> NO_MORE = List.of(ByteBuffer.allocate(0));

    private final Duration stall;
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> portion = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private volatile @Nullable Throwable broken; // told by the network's thread
    private @Nullable IOException failure; // as the reader was told
    private boolean ended;
    private long count;

    WatchedBody(Duration stall) {
        this.stall = stall;
    }

    @Override
    public CompletionStage<WatchedBody> getBody() {
        return CompletableFuture.completedFuture(this); // to be read while it comes
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        if (closed) {
            source.cancel();
        } else {
            source.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrived.add(bytes);
    }

    @Override
    public void onError(Throwable fault) {
        broken = fault;
        arrived.add(NO_MORE);
    }

    @Override
    public void onComplete() {
        arrived.add(NO_MORE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int size = Math.min(length, next.remaining());
        next.get(bytes, offset, size);
        count += size;
        return size;
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (!ended) {
            ByteBuffer next = portion.peek();
            if (next != null && next.hasRemaining()) {
                return next;
            }
            if (next == null) {
                receive();
            } else {
                portion.remove();
            }
        }
        return null;
    }

    private void receive() throws IOException {
        List<ByteBuffer> bytes = closed ? null : await();
        Throwable fault = broken;
        if (closed) {
            throw failed(new IOException("closed"));
        } else if (bytes == null) {
            throw failed(new HttpTimeoutException("nothing came for " + stall.toMillis() + " ms"));
        } else if (bytes != NO_MORE) {
            portion.addAll(bytes);
            ask();
        } else if (fault == null) {
            ended = true;
        } else {
            throw failed(fault instanceof IOException io ? io : new IOException(String.valueOf(fault), fault));
        }
    }

    private @Nullable List<ByteBuffer> await() throws IOException {
        try {
            return arrived.poll(stall.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failed(new InterruptedIOException("interrupted while reading"));
        }
    }

    private void ask() {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.request(1);
        }
    }

    private IOException failed(IOException reason) {
        failure = reason;
        close();
        return reason;
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
    public void close() {
        closed = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }
}
