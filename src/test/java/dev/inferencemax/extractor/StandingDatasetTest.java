package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** A dataset is left as it stands where it would be written just so again, and only there. */
class StandingDatasetTest {

    private static final long RUN = 18300000001L;
    private static final String DEDUP = "--dedup=current-script";

    private final SampleGitHub github = SampleGitHub.start();
    private final SampleArtifact second = aResult().conc(2).artifact();

    @TempDir
    private Path directory;

    private Workplace work;

    /** Of a result that is there and of one that is lost. */
    @BeforeEach
    void backfillOnce() {
        work = new Workplace(directory);
        run(RUN, aResult().conc(1).artifact(), aResult().conc(9).artifact().expired());
        assertThat(backfill().exitCode()).isEqualTo(3);
    }

    @AfterEach
    void close() {
        github.close();
    }

    private void run(long id, SampleArtifact... artifacts) {
        github.repository()
                .run(id)
                .created("2025-10-%02dT04:02:00Z".formatted(7 + id - RUN))
                .has(artifacts);
    }

    private Ended backfill(String... more) {
        return work.here(Workplace.backfill(github, more));
    }

    private Ended assertLeft(String... more) {
        Map<Path, Object> before = written();
        Ended ended = backfill(more);
        assertThat(written()).isEqualTo(before);
        return ended;
    }

    /** It is written, and as the same command writes it where nothing was before; then it stands. */
    private void assertWritten(String... more) throws IOException {
        Map<Path, Object> before = written();
        backfill(more);
        assertThat(written().values()).doesNotContainAnyElementsOf(before.values());
        assertLeft(more);
        backfill(Stream.concat(Arrays.stream(more), Stream.of("--output-dir=" + work.path("anew")))
                .toArray(String[]::new));
        List<Path> files = work.files("anew", "");
        assertThat(work.files("out", "")).hasSameSizeAs(files);
        for (Path file : files) {
            if (!file.endsWith("summary.json")) {
                assertThat(work.path("out").resolve(work.path("anew").relativize(file)))
                        .hasSameBinaryContentAs(file);
            }
        }
    }

    /** All but the summary. */
    private Map<Path, Object> written() {
        Map<Path, Object> written = work.identities("out", "");
        written.remove(work.path("out/summary.json"));
        return written;
    }

    /** What the summary tells of the dataset, and not of the run. */
    private ObjectNode figures() {
        return ((ObjectNode) work.summary()).remove(List.of("requests", "bytes", "steps"));
    }

    @Test
    void whereNothingIsNewOnlyTheSummaryIsWrittenAndItTellsOfThisRun() throws IOException {
        ObjectNode figures = figures();
        Files.delete(work.path("out/summary.json"));

        assertLeft();
        Ended third = assertLeft();

        assertThat(third.exitCode()).isEqualTo(3);
        assertThat(third.out())
                .contains("Rows            1 measurements of 1 runs", "Lost            1, see", "report.html");
        assertThat(figures()).isEqualTo(figures);
        assertThat(work.summary().path("bytes").asLong()).isZero();
        assertThat(work.summary().at("/steps").propertyNames()).contains("mergeResults", "writeReport");
    }

    @Test
    void aNewRunIsWritten() throws IOException {
        run(RUN + 1, second);

        assertWritten();

        assertThat(work.rows("history.csv")).hasSize(2);
    }

    @Test
    void withAnotherOptionItIsWrittenAndWithoutItOnceMore() throws IOException {
        assertWritten(DEDUP);
        assertWritten("--model=gptoss");
        assertWritten("--compare-at=2025-10-01");
        assertWritten();
    }

    /** What somebody does to the files. */
    @SuppressWarnings("ImmutableEnumChecker") // code, and no state
    enum Meddling {
        DELETED("history.csv", Files::delete),
        DELETED_PARQUET("rejected.parquet", Files::delete),
        DELETED_PAGE("report.html", Files::delete),
        LONGER("losses.md", file -> Files.writeString(file, Files.readString(file) + "x")),
        OTHERWISE("benchmarks.csv", Meddling::change),
        OF_ANOTHER_MODEL("by_model/Somebody_Else/inferencemax.csv", file -> {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        });

        private interface Change {
            void of(Path file) throws IOException;
        }

        private final String file;
        private final Change change;

        Meddling(String file, Change change) {
            this.file = file;
            this.change = change;
        }

        /** As long as before, and as old, as far as anybody says. */
        private static void change(Path file) throws IOException {
            FileTime time = Files.getLastModifiedTime(file);
            byte[] content = Files.readAllBytes(file);
            content[content.length - 2]++;
            Files.write(file, content);
            Files.setLastModifiedTime(file, time);
        }
    }

    @Test
    void whatSomebodyDeletedOrChangedIsPutRight() throws IOException {
        Map<String, String> tables = work.tables();
        List<Path> files = work.files("out", "");
        String losses = Files.readString(work.path("out/losses.md"));
        for (Meddling meddling : Meddling.values()) {
            meddling.change.of(work.path("out").resolve(meddling.file));

            backfill();

            assertThat(work.tables()).as(meddling.name()).isEqualTo(tables);
            assertThat(work.files("out", "")).as(meddling.name()).isEqualTo(files);
            assertThat(work.path("out/losses.md")).content().isEqualTo(losses);
        }
        assertLeft();
    }

    @Test
    void acceptedLossesAreCountedAnew() throws IOException {
        assertWritten("--accept-losses");

        assertThat(work.summary().at("/losses/accepted").asInt()).isEqualTo(1);
        assertThat(backfill().exitCode()).isZero();
    }

    @Test
    void whatExpiredIsListedAsLost() throws IOException {
        run(RUN + 1, second.expired());

        assertWritten();

        assertThat(work.rows("losses.csv")).hasSize(2);
    }

    @Test
    void whatAnotherProgramWroteIsWrittenAnew() throws IOException, SQLException {
        String url = "jdbc:h2:file:" + work.path("state/extractor").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url, "", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update published set description =" + " replace(description, 'Java "
                            + Runtime.version() + "', 'Java 16')"))
                    .isEqualTo(1);
        }

        assertWritten();
    }

    @Test
    void aRebuildAlwaysWrites() {
        Map<Path, Object> before = written();
        Map<String, String> tables = work.tables();

        work.here("--spring.batch.job.name=rebuild");

        assertThat(written().values()).doesNotContainAnyElementsOf(before.values());
        assertThat(work.tables()).isEqualTo(tables);
        assertLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "mergeResults, merge into measurement, " + DEDUP,
        "exportDataset, 'select a.run_id, a.artifact_id, a.name, r.file', " + DEDUP,
        "writeReport, insert into published, --concurrency=2"
    })
    void killedAnywhereItIsWrittenTheNextTime(String step, String statement, String option) throws IOException {
        if (!option.equals(DEDUP)) {
            run(RUN + 1, second);
        }

        Ended killed = PauseAt.killedBefore(statement, 1, step, work, Workplace.backfill(github, option));

        assertThat(killed.exitCode()).isEqualTo(137);
        assertWritten();
    }
}
