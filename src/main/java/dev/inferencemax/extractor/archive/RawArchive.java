package dev.inferencemax.extractor.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub served, byte for byte: {@code run_<RUN>/<NAME>.zip} as {@link ArchiveNames} assigns it, with {@code
 * run.json} and {@code artifacts.json} beside it. A file is there only when it is complete and verified. Safe for many
 * threads, and for many processes.
 */
public final class RawArchive {

    private static final Pattern RUN_FOLDER = Pattern.compile("run_([1-9]\\d{0,17})");

    /** Fixed, so that the same files make the same zip. Not 1 January 1980: Java would add a time in the local zone. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Path root;
    private final Aside aside;

    /** Names the folder; nothing is touched yet. */
    public RawArchive(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.aside = new Aside(this.root);
    }

    /** Absolute. */
    public Path root() {
        return root;
    }

    /**
     * Where a file lies or would lie.
     *
     * @param file relative, as {@link ArchiveNames} assigns it
     * @throws IllegalArgumentException if it would leave the archive
     */
    public Path resolve(String file) {
        Path path = root.resolve(file).normalize();
        boolean inside = path.startsWith(root) && !path.equals(root) && !path.startsWith(root.resolve(Aside.FOLDER));
        if (!inside || file.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(Shown.name(file) + " is no file of the archive " + root);
        }
        return path;
    }

    /**
     * Whether a file is there and as stated. A file that cannot be read is not: fetching it again is the remedy.
     *
     * @param size stated bytes; null: not stated
     * @param digest {@code sha256:…}, checked by reading the file; null, or of another kind: not checked
     */
    public boolean holds(String file, @Nullable Long size, @Nullable String digest) {
        Path path = resolve(file);
        try {
            return Files.isRegularFile(path)
                    && (size == null || Files.size(path) == size)
                    && (!Sha256.isStated(digest) || Sha256.agrees(Sha256.of(path), digest));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Starts to write a file; what was there stays until the commit. */
    public Incoming begin(String file) {
        Path target = resolve(file);
        try {
            return new Incoming(root, file, target, aside.create());
        } catch (IOException e) {
            throw new ArchiveUnwritable(root, e);
        }
    }

    /**
     * Keeps what describes a run. The same content again leaves the file untouched.
     *
     * @param name {@code run.json} or {@code artifacts.json}
     */
    public void keep(long runId, String name, byte[] content) {
        String file = ArchiveNames.folder(runId) + "/" + name;
        if (holds(file, (long) content.length, Sha256.stated(content))) {
            return;
        }
        try (Incoming incoming = begin(file)) {
            incoming.stream().write(content);
            incoming.commit(null, null);
        } catch (ArchiveUnwritable e) {
            throw e;
        } catch (IOException e) {
            throw new ArchiveUnwritable(root, e);
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
    public Stored.Kept keepZip(String file, List<LooseFile> files, String comment) throws IOException {
        Set<String> names = new HashSet<>();
        for (LooseFile loose : files) {
            if (!names.add(loose.entryName())) {
                throw new IllegalArgumentException("two files named " + Shown.name(loose.entryName()));
            }
        }
        try (Incoming incoming = begin(file)) {
            zip(files, comment, incoming.stream());
            incoming.commit(null, null);
            return new Stored.Kept(file, incoming.bytes(), incoming.sha256());
        }
    }

    /** Removes what a crash left half-written; what other living processes write stays. Returns how many files. */
    public int cleanLeftovers() {
        try {
            return aside.clean();
        } catch (IOException e) {
            throw new ArchiveUnwritable(root, e);
        }
    }

    /**
     * Tries to write, to fail before any work rather than in the midst of it.
     *
     * @throws ArchiveUnwritable with what is wrong and what to do
     */
    public void requireWritable() {
        try {
            Files.createDirectories(root);
            try (Aside.Part probe = aside.create()) {
                probe.channel().write(ByteBuffer.allocate(1));
            }
        } catch (IOException e) {
            throw new ArchiveUnwritable(root, e);
        }
    }

    /**
     * What is archived, run by run, by rising run id; each run's folder is read when the stream comes to it.
     *
     * @throws UncheckedIOException if a folder cannot be read; an archive that does not exist is empty
     */
    public Stream<ArchivedRun> runs() {
        return LongStream.of(runIds()).mapToObj(this::run);
    }

    private long[] runIds() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> RUN_FOLDER.matcher(folder.getFileName().toString()))
                    .filter(name -> name.matches() && Files.isDirectory(root.resolve(name.group())))
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .sorted()
                    .toArray();
        } catch (NoSuchFileException empty) {
            return new long[0];
        } catch (IOException e) {
            throw unreadable(root, e);
        }
    }

    private ArchivedRun run(long runId) {
        Path folder = root.resolve(ArchiveNames.folder(runId));
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> zips = files.filter(file -> file.getFileName().toString().endsWith(".zip"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            return new ArchivedRun(
                    runId,
                    folder,
                    ifThere(folder.resolve("run.json")),
                    ifThere(folder.resolve("artifacts.json")),
                    zips);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static @Nullable Path ifThere(Path file) {
        return Files.isRegularFile(file) ? file : null;
    }

    private static UncheckedIOException unreadable(Path folder, IOException e) {
        return new UncheckedIOException("The archive folder " + folder + " cannot be read: " + e.getMessage(), e);
    }

    private static void zip(List<LooseFile> files, String comment, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
        zip.setComment(comment);
        for (LooseFile loose : files) {
            ZipEntry entry = new ZipEntry(loose.entryName());
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            try (InputStream content = loose.content().open()) {
                content.transferTo(zip);
            }
        }
        zip.close();
    }
}
