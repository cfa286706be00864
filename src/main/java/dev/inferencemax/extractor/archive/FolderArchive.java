package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The archive in a folder: written aside, verified, then renamed. */
public final class FolderArchive implements RawArchive {

    private final Path root;
    private final Aside aside;

    /** Names the folder; nothing is touched yet. */
    public FolderArchive(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.aside = new Aside(this.root);
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(root);
    }

    /**
     * Where a file lies or would lie.
     *
     * @param file relative, as {@link ArchiveNames} assigns it
     * @throws IllegalArgumentException if it would leave the archive
     */
    Path resolve(String file) {
        Path path = root.resolve(file).normalize();
        boolean inside = path.startsWith(root) && !path.equals(root) && !path.startsWith(root.resolve(Aside.FOLDER));
        if (!inside || file.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(Shown.name(file) + " is no file of the archive " + root);
        }
        return path;
    }

    @Override
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

    @Override
    public Set<String> filesOf(long runId) {
        if (!Files.isDirectory(root.resolve(ArchiveNames.folder(runId)))) {
            return Set.of();
        }
        ArchivedRun run = run(runId);
        return run.files().stream().map(run::path).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Incoming begin(String file) {
        Path target = resolve(file);
        try {
            return new Incoming(file, new FileDraft(root, target, aside.create()));
        } catch (IOException e) {
            throw new ArchiveUnwritable(root, e);
        }
    }

    @Override
    public void readZip(String file, Limits limits, EntryVisitor visitor) throws UnusableZip, IOException {
        ZipReader.read(resolve(file), limits, visitor);
    }

    @Override
    public Optional<byte[]> content(String file) throws IOException {
        Path path = resolve(file);
        return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    }

    @Override
    public <T> T onDisk(String file, FileUse<T> use) throws IOException {
        Path path = resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return use.of(path);
    }

    @Override
    public void settle() {
        aside.settle();
    }

    @Override
    public int cleanLeftovers() {
        try {
            return aside.clean();
        } catch (IOException e) {
            throw new ArchiveUnwritable(root, e);
        }
    }

    @Override
    public void requireReadable() {
        // what is not there yet is made
    }

    @Override
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

    @Override
    public Stream<ArchivedRun> runs() {
        return LongStream.of(runIds()).mapToObj(this::run);
    }

    private long[] runIds() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .flatMapToLong(folder ->
                            ArchiveNames.runOfFolder(folder.getFileName().toString()).stream())
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
            return new ArchivedRun(
                    runId,
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static UncheckedIOException unreadable(Path folder, IOException e) {
        return new UncheckedIOException("The archive folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
}
