package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.dataset.DatasetVersion.VersionFile;
import dev.inferencemax.extractor.objectstore.ObjectStore;
import dev.inferencemax.extractor.objectstore.ObjectStore.Content;
import dev.inferencemax.extractor.objectstore.ObjectStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings the dataset to where it is wanted, if that is a bucket: every file below a prefix of its version, which no other
 * version has, and last the list of them, {@code latest.json}. Whoever reads that one first reads one dataset, whenever the
 * next is published. Old versions stay. In a folder it is there already, and nothing is to be done.
 */
@Component
public class DatasetPublication {

    /** Lists the files of the newest version. */
    static final String LATEST = "latest.json";

    private static final Map<String, String> TYPES = Map.of(
            "csv", "text/csv; charset=utf-8",
            "json", "application/json",
            "html", "text/html; charset=utf-8",
            "md", "text/markdown; charset=utf-8",
            "parquet", "application/vnd.apache.parquet");

    private final OutputFolder out;
    private final String folder;
    private final @Nullable ObjectStore store;
    private final Clock clock;
    private @Nullable String version;

    DatasetPublication(DatasetSettings settings, ObjectStores stores, Clock clock) {
        this.out = new OutputFolder(settings.folder());
        this.folder = settings.outputDir();
        this.store = settings.isInBucket() ? stores.at("--output-dir", settings.outputDir()) : null;
        this.clock = clock;
    }

    /** Checks that the bucket can be written, and removes what an earlier run left on its way there. */
    public void prepare() {
        if (store != null) {
            store.requireWritable();
            out.delete();
        }
    }

    /** Publishes what was written, unless it is the version that is published already. */
    public void publish() {
        if (store == null) {
            return;
        }
        try {
            DatasetVersion made = DatasetVersion.of(out.root(), clock.instant());
            Optional<DatasetVersion> published = latest(store);
            if (published.isPresent() && published.get().standsFor(made) && isWhole(published.get(), store)) {
                version = published.get().prefix();
            } else {
                put(made, store);
                version = made.prefix();
            }
        } catch (IOException e) {
            throw new OutputUnwritable(out.root(), e);
        }
        out.delete();
    }

    private static Optional<DatasetVersion> latest(ObjectStore store) throws IOException {
        Optional<InputStream> json = store.open(LATEST);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream opened = json.get()) {
            return DatasetVersion.read(opened.readAllBytes());
        }
    }

    /** Somebody may have removed files of it. */
    private static boolean isWhole(DatasetVersion version, ObjectStore store) {
        return version.files().stream()
                .map(VersionFile::path)
                .map(path -> version.prefix() + path.substring(0, path.lastIndexOf('/') + 1))
                .distinct()
                .flatMap(store::objects)
                .collect(Collectors.toMap(ObjectStore.Stated::name, ObjectStore.Stated::size))
                .equals(version.files().stream()
                        .collect(Collectors.toMap(file -> version.prefix() + file.path(), VersionFile::size)));
    }

    private void put(DatasetVersion made, ObjectStore store) throws IOException {
        for (VersionFile file : made.files()) {
            Path path = out.root().resolve(file.path());
            store.put(
                    made.prefix() + file.path(),
                    new Content(file.size(), file.sha256(), type(file.path()), () -> Files.newInputStream(path)));
        }
        byte[] list = made.json();
        store.put(
                LATEST,
                new Content(
                        list.length,
                        DatasetVersion.sha256(new ByteArrayInputStream(list)),
                        type(LATEST),
                        () -> new ByteArrayInputStream(list)));
    }

    private static String type(String path) {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** Where the files are that were written last. */
    public String place() {
        return store == null ? folder : store.place() + (version == null ? "" : "/" + version.replaceFirst("/$", ""));
    }
}
