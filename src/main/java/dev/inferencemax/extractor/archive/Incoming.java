package dev.inferencemax.extractor.archive;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the archive: written aside, verified, then brought to its place. Closed without a commit, it
 * leaves nothing. For one thread. Faults of the archive are unchecked, so that an {@code IOException} met while copying
 * into {@link #stream()} comes from where the bytes are read.
 */
public final class Incoming implements AutoCloseable {

    private final String file;
    private final Draft draft;
    private final MessageDigest digest = Sha256.newDigest();
    private final OutputStream stream = new Bytes();
    private long bytes;

    Incoming(String file, Draft draft) {
        this.file = file;
        this.draft = draft;
    }

    /** Takes the bytes. Always the same stream; closing it does nothing. */
    public OutputStream stream() {
        return stream;
    }

    /** Bytes written since the start or the last {@link #reset()}. */
    public long bytes() {
        return bytes;
    }

    /** Of the bytes written so far, 64 hex digits. */
    public String sha256() {
        return Sha256.hexSoFar(digest);
    }

    /** Forgets all bytes: the download starts over. */
    public void reset() {
        draft.restart();
        digest.reset();
        bytes = 0;
    }

    /**
     * Verifies the bytes and brings the file to its place, replacing what was there. After a mismatch {@link #reset()}
     * allows another try.
     *
     * @param size stated bytes; null: not stated
     * @param stated {@code sha256:…}; null, or of another kind: not checked
     */
    public Stored commit(@Nullable Long size, @Nullable String stated) {
        if (size != null && size != bytes) {
            return new Stored.Mismatch("size " + bytes + ", GitHub states " + size);
        }
        String actual = sha256();
        if (!Sha256.agrees(actual, stated)) {
            return new Stored.Mismatch("digest sha256:" + actual + ", GitHub states " + stated);
        }
        draft.publish(bytes, actual);
        return new Stored.Kept(file, bytes, actual);
    }

    /** Discards the file unless it was committed. */
    @Override
    public void close() {
        draft.close();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (%d bytes so far)", file, bytes);
    }

    private final class Bytes extends OutputStream {

        @Override
        public void write(int oneByte) {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            draft.write(from, offset, length);
            digest.update(from, offset, length);
            bytes += length;
        }
    }
}
