package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one entry: opened at the first read, counted against the limits, and compared with stated size and
 * checksum at the end, none of which the library does by itself.
 */
final class EntryContent extends InputStream {

    private final ZipFile zip;
    private final GuardedChannel channel;
    private final ZipArchiveEntry entry;
    private final Limits limits;
    private final long readBefore;
    private final CRC32 checksum = new CRC32();
    private @Nullable InputStream unpacked;
    private @Nullable UnusableZip fault;
    private boolean ended;
    private long count;

    /**
     * Prepares to read.
     *
     * @param readBefore bytes that other entries of the zip have given
     */
    EntryContent(ZipFile zip, GuardedChannel channel, ZipArchiveEntry entry, Limits limits, long readBefore) {
        this.zip = zip;
        this.channel = channel;
        this.entry = entry;
        this.limits = limits;
        this.readBefore = readBefore;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (fault != null) {
            throw new IOException(fault.getMessage(), fault);
        }
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        try {
            return readVerified(into, offset, length);
        } catch (UnusableZip e) {
            fault = e;
            throw new IOException(e.getMessage(), e);
        }
    }

    private int readVerified(byte[] into, int offset, int length) throws IOException, UnusableZip {
        InputStream in = unpacked;
        if (in == null) {
            requireStatedWithinLimits();
            in = call(() -> zip.getInputStream(entry));
            unpacked = in;
        }
        InputStream from = in;
        int n = call(() -> from.read(into, offset, length));
        if (n <= 0) {
            ended = true;
            verify();
            return -1;
        }
        count += n;
        if (count > entry.getSize()) {
            throw unsafe("holds more than the %d bytes it states", entry.getSize());
        }
        checksum.update(into, offset, n);
        return n;
    }

    private <T> T call(GuardedChannel.Call<T> call) throws IOException, UnusableZip {
        return channel.call(UnusableZip.Reason.CORRUPT, () -> "entry " + Shown.name(entry.getName()), call);
    }

    /** What is stated is refused before anything is unpacked; that there is no more than stated is seen while reading. */
    private void requireStatedWithinLimits() throws UnusableZip {
        long size = entry.getSize();
        if (size > Limits.RATIO_FREE && size > limits.ratio() * entry.getCompressedSize()) {
            throw unsafe("unpacks to more than %.0f times its size", limits.ratio());
        }
        if (size > limits.bytesPerEntry()) {
            throw unsafe("unpacks to more than %d bytes", limits.bytesPerEntry());
        }
        if (readBefore + size > limits.bytesInAll()) {
            throw unsafe("brings the zip to more than %d bytes", limits.bytesInAll());
        }
    }

    private void verify() throws UnusableZip {
        if (count != entry.getSize()) {
            throw fault(UnusableZip.Reason.CORRUPT, "ends after %d of %d bytes", count, entry.getSize());
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw fault(UnusableZip.Reason.CORRUPT, "does not match its checksum");
        }
    }

    private UnusableZip unsafe(String what, Object limit) {
        return fault(UnusableZip.Reason.UNSAFE, what, limit);
    }

    private UnusableZip fault(UnusableZip.Reason reason, String what, Object... values) {
        String name = Shown.name(entry.getName());
        return new UnusableZip(reason, name, "entry " + name + " " + String.format(Locale.ROOT, what, values));
    }

    /** Reads the rest of an entry that was begun, so that all that was handed out is verified. */
    void verifyRest() throws IOException {
        if (unpacked != null && !ended) {
            transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Throws what made the entry unusable, if anything did, whatever its reader made of it. */
    void throwFault() throws UnusableZip {
        if (fault != null) {
            throw fault;
        }
    }

    /** Bytes given so far. */
    long count() {
        return count;
    }

    /** Nothing: readers like to close what they read, and the rest is still to be verified. */
    @Override
    public void close() {}

    /** Frees what unpacking needed; nothing can be read afterwards. */
    void release() throws IOException {
        ended = true;
        if (unpacked != null) {
            unpacked.close();
        }
    }
}
