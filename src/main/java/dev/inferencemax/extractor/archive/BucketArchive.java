package dev.inferencemax.extractor.archive;

import dev.inferencemax.extractor.objectstore.BytesBent;
import dev.inferencemax.extractor.objectstore.ObjectStore;
import dev.inferencemax.extractor.objectstore.ObjectStore.Stated;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The archive in a bucket, under the same names as on disk. A file is verified here before it is put, and by the store as it
 * is put; whoever puts one again puts the same bytes.
 */
final class BucketArchive implements RawArchive {

    private static final Pattern OUTSIDE = Pattern.compile("(^|/)(\\.{0,2}|\\.part)(/|$)|[\\\\\\x00-\\x1f]");

    /** Bytes that were bent on their way are right the next time; those that never are, are wrong. */
    private static final int TRIES = 3;

    private final ObjectStore store;
    private final Path spools;
    private final Aside aside;

    BucketArchive(ObjectStore store) {
        this(store, Path.of(System.getProperty("java.io.tmpdir"), "extractor-" + System.getProperty("user.name")));
    }

    /**
     * Names the bucket; nothing is asked yet.
     *
     * @param spools a folder of this machine, where large files wait
     */
    BucketArchive(ObjectStore store, Path spools) {
        this.store = store;
        this.spools = spools;
        this.aside = new Aside(spools);
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    /** By what the store states; one that does not know the digest gives the bytes to compute it. */
    @Override
    public boolean holds(String file, @Nullable Long size, @Nullable String digest) {
        Optional<Stated> stated = store.find(inside(file));
        if (stated.isEmpty() || (size != null && stated.get().size() != size)) {
            return false;
        }
        if (!Sha256.isStated(digest)) {
            return true;
        }
        String known = stated.get().sha256();
        return Sha256.agrees(known == null ? sha256(file) : known, digest);
    }

    private String sha256(String file) {
        try {
            Optional<InputStream> bytes = store.open(file);
            if (bytes.isEmpty()) {
                return "";
            }
            try (InputStream opened = bytes.get()) {
                return Sha256.of(opened);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public Set<String> filesOf(long runId) {
        ArchivedRun run = run(runId);
        return run.files().stream().map(run::path).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Incoming begin(String file) {
        return new Incoming(inside(file), new BucketDraft(store, file, new Spool(aside, spools)));
    }

    @Override
    public void readZip(String file, Limits limits, EntryVisitor visitor) throws UnusableZip, IOException {
        try (Spool spool = fetched(file)) {
            spool.readZip(limits, visitor);
        } catch (BytesBent bent) {
            throw new UnusableZip(UnusableZip.Reason.CORRUPT, String.valueOf(bent.getMessage()));
        }
    }

    @Override
    public Optional<byte[]> content(String file) throws IOException {
        try (Spool spool = fetched(file);
                InputStream bytes = spool.read()) {
            return Optional.of(bytes.readAllBytes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public <T> T onDisk(String file, FileUse<T> use) throws IOException {
        try (Spool spool = fetched(file)) {
            return use.of(spool.file());
        }
    }

    private Spool fetched(String file) throws IOException {
        for (int left = TRIES - 1; ; left--) {
            try {
                return fetchedOnce(file);
            } catch (BytesBent bent) {
                if (left == 0) {
                    throw bent;
                }
            }
        }
    }

    private Spool fetchedOnce(String file) throws IOException {
        InputStream bytes = store.open(inside(file)).orElseThrow(() -> new NoSuchFileException(place() + "/" + file));
        Spool spool = new Spool(aside, spools);
        try (bytes) {
            bytes.transferTo(spool);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    @Override
    public Stream<ArchivedRun> runs() {
        try (Stream<String> folders = store.folders("run_")) {
            return LongStream.of(folders.flatMapToLong(folder -> ArchiveNames.runOfFolder(folder).stream())
                            .sorted()
                            .toArray())
                    .mapToObj(this::run);
        }
    }

    private ArchivedRun run(long runId) {
        String folder = ArchiveNames.folder(runId) + "/";
        try (Stream<Stated> objects = store.objects(folder)) {
            return new ArchivedRun(
                    runId,
                    objects.map(object -> object.name().substring(folder.length()))
                            .filter(name -> !name.isEmpty()) // what some tools put in the place of a folder
                            .sorted()
                            .toList());
        }
    }

    @Override
    public void settle() {
        // an object that was put stays
    }

    @Override
    public int cleanLeftovers() {
        try {
            return aside.clean();
        } catch (IOException e) {
            throw ArchiveUnwritable.spool(spools, e);
        }
    }

    @Override
    public void requireReadable() {
        store.requireReadable();
    }

    @Override
    public void requireWritable() {
        store.requireWritable();
    }

    private String inside(String file) {
        if (file.isEmpty() || OUTSIDE.matcher(file).find()) {
            throw new IllegalArgumentException(Shown.name(file) + " is no file of the archive " + place());
        }
        return file;
    }

    private UncheckedIOException unreadable(String file, IOException e) {
        return new UncheckedIOException("cannot read %s/%s: %s".formatted(place(), file, e.getMessage()), e);
    }
}
