package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.Limits;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.archive.ZipReader;
import dev.inferencemax.extractor.format.Reading;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.format.ResultFileReader.Origin;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The records of an archived artifact: every JSON file in its zip, wherever it lies. Safe for many threads. */
@Component
class ArtifactRecords {

    private final RawArchive archive;
    private final RunLedger runs;
    private final ResultFileReader reader = new ResultFileReader();

    ArtifactRecords(RawArchive archive, RunLedger runs) {
        this.archive = archive;
        this.runs = runs;
    }

    /**
     * Reads to the end, or to the first fault of the zip; what came before it has been handed out.
     *
     * @param to is given the file and what one record of it turned out to be
     * @return how many JSON files there are
     */
    int read(Artifact artifact, BiConsumer<String, Reading> to) throws UnusableZip, IOException {
        @Nullable String workflow = runs.find(artifact.runId()).map(Run::workflow).orElse(null);
        AtomicInteger files = new AtomicInteger();
        ZipReader.read(archive.resolve(artifact.file()), Limits.ordinary(), (name, size, content) -> {
            if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
                files.incrementAndGet();
                reader.read(new Origin(artifact.name(), workflow, name), content, reading -> to.accept(name, reading));
            }
        });
        return files.get();
    }
}
