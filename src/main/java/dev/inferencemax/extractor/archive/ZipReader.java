package dev.inferencemax.extractor.archive;

import dev.inferencemax.extractor.archive.UnusableZip.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads zips that strangers made, in bounded memory and time, and writes nothing to disk. All headers are looked at
 * before the first byte is handed out. What is only unusual is read: data descriptors, zip64, junk before the zip, odd
 * and long names, a zip without entries. A zip in a zip is a file like any other.
 */
public final class ZipReader {

    /** Most artifacts are a few KB: read at once they are several times faster. */
    private static final long AT_ONCE = 4L << 20;

    private ZipReader() {}

    /**
     * Shows every file of a zip to a visitor, in the order in which they lie there.
     *
     * @throws UnusableZip as soon as anything is wrong; what the visitor got so far is then void
     * @throws IOException if the file cannot be read, or from the visitor
     */
    public static void read(Path zip, Limits limits, EntryVisitor visitor) throws UnusableZip, IOException {
        try (SeekableByteChannel file = Files.newByteChannel(zip)) {
            if (file.size() <= AT_ONCE) {
                read(bytes(file), limits, visitor);
            } else {
                read(file, limits, visitor);
            }
        }
    }

    /**
     * Shows every file of a zip in memory to a visitor, in the order in which they lie there.
     *
     * @throws UnusableZip as soon as anything is wrong; what the visitor got so far is then void
     * @throws IOException from the visitor
     */
    public static void read(byte[] zip, Limits limits, EntryVisitor visitor) throws UnusableZip, IOException {
        read(new SeekableInMemoryByteChannel(zip), limits, visitor);
    }

    /**
     * A file of a zip, as its header tells it.
     *
     * @param size unpacked, in bytes
     * @param fault what no honest zip holds; null: nothing that the header tells
     */
    public record Entry(String name, long size, @Nullable UnusableZip fault) {}

    /**
     * The files of a zip, in the order in which they lie there; none of them is read. One that is unsafe by its header (or
     * a folder that is) says so and spoils no other.
     *
     * @throws UnusableZip if the zip as a whole cannot or should not be read
     * @throws IOException if the file cannot be read
     */
    public static List<Entry> entries(Path zip, Limits limits) throws UnusableZip, IOException {
        try (SeekableByteChannel file = Files.newByteChannel(zip)) {
            GuardedChannel channel = new GuardedChannel(file, limits.directoryBytes());
            try (ZipFile opened = channel.call(Reason.NOT_A_ZIP, () -> "not a zip", () -> open(channel))) {
                channel.opened();
                List<ZipArchiveEntry> entries = Collections.list(opened.getEntriesInPhysicalOrder());
                requireFew(entries, limits);
                requireApart(opened, channel, entries);
                Set<String> names = new HashSet<>();
                List<Entry> files = new ArrayList<>();
                for (ZipArchiveEntry entry : entries) {
                    UnusableZip fault = fault(entry, limits, names);
                    if (!entry.isDirectory() || fault != null) {
                        files.add(new Entry(entry.getName(), entry.getSize(), fault));
                    }
                }
                return files;
            }
        }
    }

    /**
     * Opens one file of a zip, counted and verified as all are; close the stream.
     *
     * @throws IOException with an {@link UnusableZip} as its cause where that is what is wrong, now or while it is read
     */
    public static InputStream open(Path zip, Limits limits, String name) throws IOException {
        SeekableByteChannel file = Files.newByteChannel(zip);
        GuardedChannel channel = new GuardedChannel(file, limits.directoryBytes());
        try {
            ZipFile opened = channel.call(Reason.NOT_A_ZIP, () -> "not a zip", () -> open(channel));
            channel.opened();
            ZipArchiveEntry entry = opened.getEntry(name);
            if (entry == null) {
                opened.close();
                throw new NoSuchFileException(zip + "!/" + name);
            }
            EntryContent content = new EntryContent(opened, channel, entry, limits, 0);
            return new FilterInputStream(content) {
                @Override
                public void close() throws IOException {
                    try (file;
                            opened) {
                        content.release();
                    }
                }
            };
        } catch (UnusableZip e) {
            file.close();
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static void read(SeekableByteChannel bytes, Limits limits, EntryVisitor visitor) throws UnusableZip, IOException {
        GuardedChannel channel = new GuardedChannel(bytes, limits.directoryBytes());
        try (ZipFile zip = channel.call(Reason.NOT_A_ZIP, () -> "not a zip", () -> open(channel))) {
            channel.opened();
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            requireHonest(entries, limits);
            requireApart(zip, channel, entries);
            long read = 0;
            for (ZipArchiveEntry entry : entries) {
                if (!entry.isDirectory()) {
                    read += visit(new EntryContent(zip, channel, entry, limits, read), entry, channel, visitor);
                }
            }
        }
    }

    /**
     * Neither the local headers nor the extra fields for names are read: each would let a small zip cost much memory or
     * time, and neither says anything that is of use here.
     */
    private static ZipFile open(GuardedChannel channel) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(channel)
                .setIgnoreLocalFileHeader(true)
                .setUseUnicodeExtraFields(false)
                .get();
    }

    private static void requireHonest(List<ZipArchiveEntry> entries, Limits limits) throws UnusableZip {
        requireFew(entries, limits);
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry entry : entries) {
            UnusableZip fault = fault(entry, limits, names);
            if (fault != null) {
                throw fault;
            }
        }
    }

    private static void requireFew(List<ZipArchiveEntry> entries, Limits limits) throws UnusableZip {
        if (entries.size() > limits.entries()) {
            throw new UnusableZip(Reason.UNSAFE, entries.size() + " entries, " + limits.entries() + " are accepted");
        }
    }

    private static @Nullable UnusableZip fault(ZipArchiveEntry entry, Limits limits, Set<String> namesBefore) {
        String name = EntryRule.storedName(entry);
        Optional<String> broken = EntryRule.brokenBy(entry, name);
        if (broken.isPresent()) {
            return unsafe(entry, broken.get());
        }
        if (name.length() > limits.nameBytes()) {
            return unsafe(entry, "has a name of more than " + limits.nameBytes() + " bytes");
        }
        return namesBefore.add(name) ? null : unsafe(entry, "is there twice");
    }

    /** Bodies that share bytes make a small zip unpack to anything, and no tool writes them. */
    private static void requireApart(ZipFile zip, GuardedChannel channel, List<ZipArchiveEntry> entries)
            throws UnusableZip, IOException {
        long end = 0;
        for (ZipArchiveEntry entry : entries) {
            if (entry.getLocalHeaderOffset() < end) {
                throw unsafe(entry, "overlaps another");
            }
            channel.call(
                    Reason.CORRUPT,
                    () -> "entry " + Shown.name(entry.getName()),
                    () -> zip.getRawInputStream(entry)); // makes the library find the body
            end = entry.getDataOffset() + entry.getCompressedSize();
        }
    }

    private static long visit(EntryContent content, ZipArchiveEntry entry, GuardedChannel channel, EntryVisitor visitor)
            throws UnusableZip, IOException {
        try {
            visitor.visit(entry.getName(), entry.getSize(), content);
            content.verifyRest();
        } catch (IOException | RuntimeException e) {
            content.throwFault();
            channel.throwTrouble();
            throw e;
        } finally {
            content.release();
        }
        content.throwFault(); // the visitor may have kept it to itself
        channel.throwTrouble();
        return content.count();
    }

    private static UnusableZip unsafe(ZipArchiveEntry entry, String what) {
        String name = Shown.name(entry.getName());
        return new UnusableZip(Reason.UNSAFE, name, "entry " + name + " " + what);
    }

    private static byte[] bytes(SeekableByteChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // until all is there
        }
        return bytes.array();
    }
}
