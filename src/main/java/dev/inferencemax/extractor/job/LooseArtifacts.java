package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.source.FoundRun;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import dev.inferencemax.extractor.source.RemoteZip;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.springframework.util.ConcurrentLruCache;

/** Keeps in the archive what lies elsewhere: zips as they are, unpacked artifacts packed again, always to the same bytes. */
final class LooseArtifacts {

    /** Begins the comment of a zip that was made from a history. */
    private static final String COMMITTED = "committed ";

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
            if (found.packing() instanceof FoundRun.Archived archived) {
                return archived.file().equals(as.file())
                        ? inPlace(as)
                        : archive.onDisk(archived.file(), zip -> copy(zip, as));
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
        try {
            if (found.publishedAt() == null && found.packing() instanceof FoundRun.Zip zip) {
                return committed(zip.path());
            }
            if (found.publishedAt() == null && found.packing() instanceof FoundRun.Archived archived) {
                return archive.onDisk(archived.file(), LooseArtifacts::committed);
            }
            return Optional.ofNullable(found.publishedAt());
        } catch (IOException | DateTimeException e) {
            return Optional.empty(); // a stranger's zip, or none
        }
    }

    private static Optional<Instant> committed(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return Optional.ofNullable(file.getComment())
                    .filter(comment -> comment.startsWith(COMMITTED))
                    .map(comment -> Instant.parse(comment.substring(COMMITTED.length())));
        }
    }

    private Stored copy(Path zip, Artifact as) throws IOException {
        Path place = archive.folder().map(root -> root.resolve(as.file())).orElse(null);
        if (place != null && Files.exists(place) && Files.isSameFile(place, zip)) {
            return inPlace(as);
        }
        try (InputStream bytes = Files.newInputStream(zip)) {
            return copy(bytes, as);
        }
    }

    private Stored inPlace(Artifact as) {
        return archive.holds(as.file(), as.size(), as.digest())
                ? new Stored.Kept(as.file(), 0, "")
                : new Stored.Mismatch("its size or digest is not what was listed");
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

    private Stored fetch(RemoteZip zip, Artifact as) throws IOException {
        if (archive.holds(as.file(), as.size(), as.digest()) && archive.onDisk(as.file(), zip::isThere)) {
            return new Stored.Kept(as.file(), 0, ""); // it came before a crash, which the ledger does not know
        }
        try (Incoming incoming = archive.begin(as.file())) {
            return zip.copyTo(incoming, as.size(), as.digest());
        }
    }

    /** The place in the archive of what was found; empty: it lies elsewhere. */
    Optional<String> placeOf(FoundArtifact found) {
        if (found.packing() instanceof FoundRun.Archived archived) {
            return Optional.of(archived.file());
        }
        Path folder = found.packing() instanceof FoundRun.Zip zip ? zip.path().getParent() : null;
        return folder == null
                ? Optional.empty()
                : folders.get(folder)
                        .map(prefix ->
                                prefix + ((FoundRun.Zip) found.packing()).path().getFileName());
    }

    /** What the places of all files of a folder begin with, if it is one of the archive's. */
    private Optional<String> inArchive(Path folder) {
        Path archived = archive.folder()
                .map(root -> root.resolve(String.valueOf(folder.getFileName())))
                .orElse(null);
        try {
            return archived != null && Files.exists(archived) && Files.isSameFile(archived, folder)
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
                return ArtifactContent.ofZip(zip.path());
            }
            if (found.packing() instanceof FoundRun.NestedZip nested) {
                return ArtifactContent.ofNested(nested.file());
            }
            if (found.packing() instanceof FoundRun.Archived archived) {
                return archive.onDisk(archived.file(), ArtifactContent::ofZip);
            }
            return ArtifactContent.of(jsonFiles(found));
        } catch (IOException e) {
            try {
                throw fault(found, e);
            } catch (UnusableZip unusable) {
                return String.valueOf(unusable.getMessage()); // always the same for the same zip, and no more is needed
            }
        }
    }

    /** Whether the archive holds that content of the artifact. */
    boolean holds(Artifact archived, String content) {
        try {
            return archive.onDisk(archived.file(), ArtifactContent::ofZip).equals(content);
        } catch (IOException e) {
            return false;
        }
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
