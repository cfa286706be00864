package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ledger.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class PublishedDatasetTest {

    /** Thousands of numbers under long names, of which every character takes six. */
    private static final int LONG = 18_000_000;

    @TempDir
    private Path folder;

    @Test
    void aCellOfManyMegabytesWhichARecordCanMakeIsReadToItsEnd() throws IOException {
        Files.writeString(folder.resolve("history.csv"), "model,extra_metrics\ngptoss," + "x".repeat(LONG) + "\n");
        PublishedDataset dataset = new PublishedDataset(
                new DatasetSettings(folder.toString(), List.of("all"), Deduplication.FULL, "2025-12-09", "state"),
                new JdbcTemplate(TestDatabase.h2()));
        List<String> read = new ArrayList<>();

        dataset.rows(
                "history.csv",
                row -> read.add(row.cell("model") + row.cell("extra_metrics").length()));

        assertThat(read).containsExactly("gptoss" + LONG);
    }
}
