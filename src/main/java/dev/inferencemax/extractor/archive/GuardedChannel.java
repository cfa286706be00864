package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a zip as the library reads them. Bounds what it reads to open the zip, as it keeps all of that in memory,
 * and tells what went wrong: complaints of the library are about the zip, but for those of the disk below.
 */
final class GuardedChannel implements SeekableByteChannel {

    private final SeekableByteChannel bytes;
    private long budget;
    private @Nullable IOException trouble;

    GuardedChannel(SeekableByteChannel bytes, long budgetToOpen) {
        this.bytes = bytes;
        this.budget = budgetToOpen;
    }

    /** Something that the library does with the zip. */
    interface Call<T> {
        T run() throws IOException;
    }

    /**
     * Runs a call into the library.
     *
     * @throws UnusableZip for whatever the library complains of; hostile headers make it throw all sorts of exceptions
     * @throws IOException if the disk is in trouble
     */
    <T> T call(UnusableZip.Reason reason, Supplier<String> what, Call<T> call) throws UnusableZip, IOException {
        try {
            return call.run();
        } catch (IOException | RuntimeException complaint) {
            throwTrouble();
            throw isSpent()
                    ? new UnusableZip(UnusableZip.Reason.UNSAFE, "directory of the zip is too large")
                    : new UnusableZip(reason, what.get() + ": " + Shown.text(deepest(complaint)));
        }
    }

    /** From here on reads are not counted. */
    void opened() {
        budget = Long.MAX_VALUE;
    }

    /** Throws what the disk answered to an earlier read, if it failed. */
    void throwTrouble() throws IOException {
        if (trouble != null) {
            throw trouble;
        }
    }

    private boolean isSpent() {
        return budget < 0;
    }

    private static String deepest(Throwable complaint) {
        Throwable deepest = complaint;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        budget -= into.remaining();
        if (isSpent()) {
            throw new IOException("the directory is too large");
        }
        try {
            return bytes.read(into);
        } catch (IOException e) {
            trouble = e;
            throw e;
        }
    }

    @Override
    public long position() throws IOException {
        return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        bytes.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return bytes.size();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return bytes.isOpen();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
