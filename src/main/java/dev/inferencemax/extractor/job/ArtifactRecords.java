package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.Limits;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.format.Reading;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.format.ResultFileReader.Origin;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/** The records of an archived artifact: every JSON file in its zip, wherever it lies. Safe for many threads. */
@Component
class ArtifactRecords {

    /** Artifacts are read run by run. */
    private static final int RUNS_READ_TOGETHER = 16;

    private final RawArchive archive;
    private final ConcurrentLruCache<Long, Optional<String>> workflows;
    private final ResultFileReader reader = new ResultFileReader();

    ArtifactRecords(RawArchive archive, RunLedger runs) {
        this.archive = archive;
        this.workflows = new ConcurrentLruCache<>(
                RUNS_READ_TOGETHER, run -> runs.find(run).map(Run::workflow));
    }

    /**
     * Reads every JSON file to its end, or to the first fault of the zip; what came before it has been handed out.
     *
     * @param to is given the file and what one record of it turned out to be
     * @return how many JSON files there are
     */
    int read(Artifact artifact, BiConsumer<String, Reading> to) throws UnusableZip, IOException {
        return readRows(artifact, file -> artifact.name(), to);
    }

    /** A file in a zip: {@code folder/…/base}; no folder is empty. */
    record ZippedFile(String path) {

        String base() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        String folder() {
            return path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
        }
    }

    /**
     * Reads the JSON files that are of an artifact.
     *
     * @param artifactOf the name of the artifact that a file is of; null: the file holds no rows
     */
    int readRows(Artifact artifact, Function<ZippedFile, @Nullable String> artifactOf, BiConsumer<String, Reading> to)
            throws UnusableZip, IOException {
        @Nullable String workflow = workflows.get(artifact.runId()).orElse(null);
        AtomicInteger files = new AtomicInteger();
        archive.readZip(artifact.file(), Limits.ordinary(), (name, size, content) -> {
            String of = isJson(name) ? artifactOf.apply(new ZippedFile(name)) : null;
            if (of != null) {
                files.incrementAndGet();
                reader.read(new Origin(of, workflow, name), content, reading -> to.accept(name, reading));
            }
        });
        return files.get();
    }

    /** Reads one file as something else than rows. */
    @FunctionalInterface
    interface FileReader<T> {
        Optional<T> read(InputStream content) throws IOException;
    }

    /** What the first file of that base name says. */
    <T> Optional<T> first(Artifact artifact, String base, FileReader<T> as) throws UnusableZip, IOException {
        List<T> found = new ArrayList<>(1);
        archive.readZip(artifact.file(), Limits.ordinary(), (name, size, content) -> {
            if (found.isEmpty() && new ZippedFile(name).base().equals(base)) {
                as.read(content).ifPresent(found::add);
            }
        });
        return found.stream().findFirst();
    }

    /** Reads a file as something else than rows; {@code base} is its name without folders. */
    @FunctionalInterface
    interface SideReader {
        void read(String base, InputStream content) throws IOException;
    }

    /** Hands out every JSON file. */
    void each(Artifact artifact, SideReader to) throws UnusableZip, IOException {
        archive.readZip(artifact.file(), Limits.ordinary(), (name, size, content) -> {
            if (isJson(name)) {
                to.read(new ZippedFile(name).base(), content);
            }
        });
    }

    private static boolean isJson(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }
}
