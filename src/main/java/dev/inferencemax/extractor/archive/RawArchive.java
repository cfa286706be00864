package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub served, byte for byte: {@code run_<RUN>/<NAME>.zip} as {@link ArchiveNames} assigns it, with {@code
 * run.json} and {@code artifacts.json} beside it, in a folder or in a bucket. A file is there only when it is complete and
 * verified. Safe for many threads, and for many processes.
 */
public sealed interface RawArchive permits FolderArchive, BucketArchive {

    /** Where it is, for people. */
    String place();

    /** The folder it is in, absolute; empty: it is in none. */
    Optional<Path> folder();

    /** Whether reading it is waiting for a network. */
    default boolean isRemote() {
        return folder().isEmpty();
    }

    /**
     * Whether a file is there and as stated. A file on disk that cannot be read is not: fetching it again is the remedy.
     *
     * @param file relative, as {@link ArchiveNames} assigns it
     * @param size stated bytes; null: not stated
     * @param digest {@code sha256:…}; null, or of another kind: not checked
     * @throws IllegalArgumentException if the name would leave the archive
     */
    boolean holds(String file, @Nullable Long size, @Nullable String digest);

    /** The files of a run, relative to the archive: one question for all of them. */
    Set<String> filesOf(long runId);

    /** Starts to write a file; what was there stays until the commit. */
    Incoming begin(String file);

    /**
     * Shows every file of an archived zip to a visitor, see {@link ZipReader}.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    void readZip(String file, Limits limits, EntryVisitor visitor) throws UnusableZip, IOException;

    /** All of a file that is known to be small; empty: it is not there. */
    Optional<byte[]> content(String file) throws IOException;

    /** Uses a file that is on this machine for as long as it is used. */
    @FunctionalInterface
    interface FileUse<T> {
        T of(Path file) throws IOException;
    }

    /**
     * Uses an archived file as one on this machine, which it must not change.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    <T> T onDisk(String file, FileUse<T> use) throws IOException;

    /**
     * What is archived, run by run, by rising run id; what a run has is asked for when the stream comes to it.
     *
     * @throws UncheckedIOException if a folder cannot be read; an archive that does not exist is empty
     */
    Stream<ArchivedRun> runs();

    /**
     * What was kept until now stays, whatever happens to the machine. To be called before anything that relies on it is
     * noted elsewhere: for many files at once it costs little more than for one.
     */
    void settle();

    /** Removes what a crash left half-written; what other living processes write stays. Returns how many files. */
    int cleanLeftovers();

    /** Where nothing answers, that is to be known before any work; a folder that is not there yet is an empty archive. */
    void requireReadable();

    /**
     * Tries to write, to fail before any work rather than in the midst of it.
     *
     * @throws RuntimeException with what is wrong and what to do
     */
    void requireWritable();

    /**
     * Keeps what describes a run. The same content again leaves the file untouched.
     *
     * @param name {@code run.json} or {@code artifacts.json}
     */
    default void keep(long runId, String name, byte[] content) {
        String file = ArchiveNames.folder(runId) + "/" + name;
        if (holds(file, (long) content.length, Sha256.stated(content))) {
            return;
        }
        try (Incoming incoming = begin(file)) {
            incoming.stream().write(content);
            incoming.commit(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep %s in %s: %s".formatted(file, place(), e.getMessage()), e);
        }
    }

    /**
     * Keeps an artifact that comes unpacked, as a zip: entries in the given order, with fixed time stamps, so that the
     * same files give the same zip (on one machine; another zlib may compress otherwise).
     *
     * @param comment of the zip, for what the files do not say themselves; may be empty
     * @throws IllegalArgumentException if two files have one name
     * @throws IOException only when a file's content cannot be read
     */
    default Stored.Kept keepZip(String file, List<LooseFile> files, String comment) throws IOException {
        Set<String> names = new HashSet<>();
        for (LooseFile loose : files) {
            if (!names.add(loose.entryName())) {
                throw new IllegalArgumentException("two files named " + Shown.name(loose.entryName()));
            }
        }
        try (Incoming incoming = begin(file)) {
            ZipOfLooseFiles.write(files, comment, incoming.stream());
            incoming.commit(null, null);
            return new Stored.Kept(file, incoming.bytes(), incoming.sha256());
        }
    }
}
