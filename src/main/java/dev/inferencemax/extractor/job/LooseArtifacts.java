package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.EntryVisitor;
import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.Limits;
import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.archive.ZipReader;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.source.FoundRun;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import dev.inferencemax.extractor.source.RemoteZip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.springframework.util.ConcurrentLruCache;

/** Keeps in the archive what lies elsewhere: zips as they are, unpacked artifacts packed again, always to the same bytes. */
final class LooseArtifacts {

    /** Begins the comment of a zip that was made from a history. */
    private static final String COMMITTED = "committed ";

    private static final int LARGEST_IN_MEMORY = 8 << 20;

    private final RawArchive archive;
    private final ConcurrentLruCache<Path, Optional<String>> folders = new ConcurrentLruCache<>(16, this::inArchive);

    LooseArtifacts(RawArchive archive) {
        this.archive = archive;
    }

    /**
     * Copies what was found to its place.
     *
     * @throws UnusableZip if it lies in a zip that breaks there, or holds there what no honest one does
     */
    Stored keep(FoundArtifact found, Artifact as) throws UnusableZip {
        try {
            if (found.packing() instanceof FoundRun.Elsewhere elsewhere) {
                return fetch(elsewhere.zip(), as);
            }
            if (found.packing() instanceof FoundRun.Zip zip) {
                return copy(zip.path(), as);
            }
            if (found.packing() instanceof FoundRun.NestedZip nested) {
                try (InputStream bytes = nested.file().content().open()) {
                    return copy(bytes, as);
                }
            }
            return archive.keepZip(as.file(), jsonFiles(found), comment(found));
        } catch (IOException e) {
            throw fault(found, e);
        }
    }

    /** The archive must tell it, too: the dataset can be made from it alone. */
    private static String comment(FoundArtifact found) {
        return found.publishedAt() == null ? "" : COMMITTED + found.publishedAt();
    }

    /** When the artifact was committed to the history it was found in, as far as anything tells. */
    Optional<Instant> publishedAt(FoundArtifact found) {
        if (found.publishedAt() != null || !(found.packing() instanceof FoundRun.Zip zip)) {
            return Optional.ofNullable(found.publishedAt());
        }
        try (ZipFile file = new ZipFile(zip.path().toFile())) {
            return Optional.ofNullable(file.getComment())
                    .filter(comment -> comment.startsWith(COMMITTED))
                    .map(comment -> Instant.parse(comment.substring(COMMITTED.length())));
        } catch (IOException | DateTimeException e) {
            return Optional.empty(); // a stranger's zip, or none
        }
    }

    private Stored copy(Path zip, Artifact as) throws IOException {
        Path place = archive.resolve(as.file());
        if (Files.exists(place) && Files.isSameFile(place, zip)) {
            return archive.holds(as.file(), as.size(), as.digest())
                    ? new Stored.Kept(as.file(), Files.size(place), "")
                    : new Stored.Mismatch("its size or digest is not what was listed");
        }
        try (InputStream bytes = Files.newInputStream(zip)) {
            return copy(bytes, as);
        }
    }

    private Stored copy(InputStream bytes, Artifact as) throws IOException {
        try (Incoming incoming = archive.begin(as.file())) {
            bytes.transferTo(incoming.stream());
            return incoming.commit(as.size(), as.digest());
        }
    }

    /** What is wrong with the zip that it lies in is about the artifact; anything else is about the disk. */
    private static UncheckedIOException fault(FoundArtifact found, IOException e) throws UnusableZip {
        if (e.getCause() instanceof UnusableZip unusable) {
            throw unusable;
        }
        return new UncheckedIOException("cannot read %s: %s".formatted(found.where(), e.getMessage()), e);
    }

    private Stored fetch(RemoteZip zip, Artifact as) {
        if (zip.isThere(archive.resolve(as.file())) && archive.holds(as.file(), as.size(), as.digest())) {
            return new Stored.Kept(as.file(), 0, ""); // it came before a crash, which the ledger does not know
        }
        try (Incoming incoming = archive.begin(as.file())) {
            return zip.copyTo(incoming, as.size(), as.digest());
        }
    }

    /** The place in the archive of what was found; empty: it lies elsewhere. */
    Optional<String> placeOf(FoundArtifact found) {
        Path folder = found.packing() instanceof FoundRun.Zip zip ? zip.path().getParent() : null;
        return folder == null
                ? Optional.empty()
                : folders.get(folder)
                        .map(prefix ->
                                prefix + ((FoundRun.Zip) found.packing()).path().getFileName());
    }

    /** What the places of all files of a folder begin with, if it is one of the archive's. */
    private Optional<String> inArchive(Path folder) {
        Path archived = archive.resolve(String.valueOf(folder.getFileName()));
        try {
            return Files.exists(archived) && Files.isSameFile(archived, folder)
                    ? Optional.of(folder.getFileName() + "/")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Names what the JSON files hold, whatever folders they lie in and however they are packed. */
    String content(FoundArtifact found) {
        try {
            if (found.packing() instanceof FoundRun.Zip zip) {
                return contentOfZip(zip.path());
            }
            if (found.packing() instanceof FoundRun.NestedZip nested) {
                return contentOfNested(nested.file());
            }
            return contentOf(jsonFiles(found));
        } catch (IOException e) {
            try {
                throw fault(found, e);
            } catch (UnusableZip unusable) {
                return String.valueOf(unusable.getMessage()); // always the same for the same zip, and no more is needed
            }
        }
    }

    /** Of one too large for the memory, its bytes: then it is not recognised where it lies packed otherwise. */
    private static String contentOfNested(LooseFile zip) throws IOException {
        try (InputStream bytes = zip.content().open()) {
            byte[] start = bytes.readNBytes(LARGEST_IN_MEMORY);
            return start.length < LARGEST_IN_MEMORY
                    ? contentOfBytes(start)
                    : sha256(new SequenceInputStream(new ByteArrayInputStream(start), bytes));
        }
    }

    private static String contentOfBytes(byte[] zip) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try {
            ZipReader.read(zip, Limits.ordinary(), digestsInto(digests));
            return digests.toString();
        } catch (UnusableZip e) {
            return sha256(new ByteArrayInputStream(zip));
        }
    }

    private static EntryVisitor digestsInto(Map<String, String> digests) {
        return (name, size, content) -> {
            if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
                digests.put(base(name), sha256(content));
            }
        };
    }

    /** Whether the archive holds that content of the artifact. */
    boolean holds(Artifact archived, String content) {
        try {
            return archive.holds(archived.file(), null, null)
                    && contentOfZip(archive.resolve(archived.file())).equals(content);
        } catch (IOException e) {
            return false;
        }
    }

    private static String contentOf(List<LooseFile> files) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (LooseFile file : files) {
            try (InputStream content = file.content().open()) {
                digests.put(base(file.entryName()), sha256(content));
            }
        }
        return digests.toString();
    }

    /** Of a zip that cannot be read, its bytes. */
    private static String contentOfZip(Path zip) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try {
            ZipReader.read(zip, Limits.ordinary(), digestsInto(digests));
            return digests.toString();
        } catch (UnusableZip e) {
            try (InputStream bytes = Files.newInputStream(zip)) {
                return sha256(bytes);
            }
        }
    }

    private static String sha256(InputStream content) throws IOException {
        try {
            DigestInputStream digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Only what may hold results: an unpacked artifact can hold gigabytes of logs. */
    private static List<LooseFile> jsonFiles(FoundArtifact found) throws IOException {
        if (found.packing() instanceof FoundRun.Files loose) {
            return loose.files();
        }
        Path folder = ((FoundRun.Folder) found.packing()).path();
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
                    .map(path -> LooseFile.at(folder.relativize(path).toString().replace('\\', '/'), path))
                    .sorted(Comparator.comparing(LooseFile::entryName))
                    .toList();
        }
    }
}
