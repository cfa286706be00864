package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Generation;
import dev.inferencemax.extractor.sample.SampleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Parquet twins of whatever may have been published, wherever they are to lie. */
class ParquetTest {

    private static final long WHAT_DUCKDB_READS_UNASKED = 4_000_000;

    @TempDir
    private Path directory;

    private Workplace work;

    @BeforeEach
    void workplace() {
        work = new Workplace(directory);
    }

    @Test
    void aRowOfManyMegabytesInAFolderThatIsCalledLikeAPatternIsARowLikeEveryOther() throws IOException, SQLException {
        SampleResult wide = aResult(Generation.G7).conc(4);
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            wide = wide.field(i + incompressible(random, 1_500), i + 0.5);
        }
        publish(wide);
        publish(aResult(Generation.G7).conc(8));

        Ended ended = work.here(
                "--spring.batch.job.name=import",
                "--archive=" + work.path("found"),
                "--output-dir=" + work.path("out[1]*?'"));

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).doesNotContain("WARN");
        assertThat(work.path("out[1]*?'/history.csv"))
                .satisfies(csv -> assertThat(Files.size(csv)).isGreaterThan(WHAT_DUCKDB_READS_UNASKED));
        assertThat(work.files("out[1]*?'", ".parquet")).hasSize(10);
        Files.move(work.path("out[1]*?'"), work.path("out"));
        try (DuckDb duckdb = DuckDb.open()) {
            assertThat(duckdb.query("select extra_metrics from '%s' where conc = 4"
                            .formatted(work.path("out/history.parquet"))))
                    .singleElement()
                    .satisfies(row -> assertThat(work.rows("history.csv"))
                            .hasSize(2)
                            .extracting(cells -> cells.get("extra_metrics"))
                            .contains(String.valueOf(row.get("extra_metrics"))));
        }
    }

    private void publish(SampleResult result) throws IOException {
        Path artifact = Files.createDirectories(work.path("found/run_21400000000/" + result.artifactName()));
        Files.writeString(artifact.resolve(result.fileName(result.artifactName())), result.json());
    }

    /** Of three bytes each. */
    private static String incompressible(Random random, int characters) {
        StringBuilder text = new StringBuilder(characters);
        random.ints(characters, 0x4e00, 0x9f00).forEach(text::appendCodePoint);
        return text.toString();
    }
}
