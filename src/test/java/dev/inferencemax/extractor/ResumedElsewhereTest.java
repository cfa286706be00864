package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** What was cut off goes on, although meanwhile its surroundings are not what they were. */
class ResumedElsewhereTest {

    private static final int ARTIFACTS = 30;
    private static final int HAD = 10;
    private static final long RUN = 18984029536L;

    private final SampleGitHub github = SampleGitHub.start();

    @TempDir
    private Path directory;

    private Workplace work;
    private SortedMap<String, String> wanted;

    @BeforeEach
    void open() {
        System.setProperty("GITHUB_TOKEN", Workplace.TOKEN);
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            github.repository().run(RUN).has(aResult().conc(conc).artifact());
        }
        Workplace undisturbed = new Workplace(directory.resolve("undisturbed"));
        assertThat(here(undisturbed).exitCode()).isZero();
        wanted = undisturbed.tables();
        github.requests().reset();
        work = new Workplace(directory.resolve("work"));
    }

    @AfterEach
    void close() {
        System.clearProperty("GITHUB_TOKEN");
        github.close();
    }

    private Ended here(Workplace work, String... more) {
        return InThisProcess.run(work, List.of(Workplace.backfill(github, more)));
    }

    /** Kills a backfill that has some artifacts. */
    private void kill(String... more) {
        CompletableFuture<ExtractorProcess> started = new CompletableFuture<>();
        CompletableFuture<Ended> killed = new CompletableFuture<>();
        github.on(Endpoint.ZIP)
                .times(HAD, Fault.none())
                .then(Fault.meanwhile(() -> killed.complete(started.join().kill())));
        try (ExtractorProcess process = work.start(Workplace.backfill(github, more))) {
            started.complete(process);
            assertThat(process.ended().exitCode()).isEqualTo(137);
            killed.join();
        }
        github.behaves();
    }

    private void assertGoesOn(Ended ended) {
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(work.tables()).isEqualTo(wanted);
    }

    @Test
    void anotherConcurrencyInAnotherPlaceUnderTheSameRelativePaths() throws IOException {
        kill("--concurrency=1");
        Path moved = directory.resolve("elsewhere");
        Files.move(directory.resolve("work"), moved);
        work = new Workplace(moved);

        assertGoesOn(work.run(Workplace.backfill(github, "--concurrency=32")));
        assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(1);
    }

    /** Whether the clock was set back or forward is the same as whether all that was noted is of later or of earlier. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aClockThatWasSetAnHourForwardOrBack(int hours) throws SQLException, IOException {
        kill("--concurrency=1");
        try (Connection state = h2();
                Statement sql = state.createStatement()) {
            for (String table : List.of("batch_job_execution", "batch_step_execution")) {
                sql.executeUpdate("update %s set create_time = dateadd(hour, %d, create_time)".formatted(table, hours)
                        + ", start_time = dateadd(hour, %d, start_time)".formatted(hours)
                        + ", last_updated = dateadd(hour, %d, last_updated)".formatted(hours));
            }
        }
        for (Path file : work.files("", "")) {
            FileTime time = Files.getLastModifiedTime(file);
            Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plus(Duration.ofHours(hours))));
        }

        assertGoesOn(here(work, "--concurrency=1"));
        assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(1);
    }

    private Connection h2() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + work.path("state/extractor").toAbsolutePath(), "", "");
    }

    /** What the first release wrote: its two migrations, a run it had listed, and the artifacts it wanted. */
    @Test
    void aNewerJarOnTheStateOfAnOlderOne() throws SQLException {
        String url = "jdbc:h2:file:" + work.path("state/extractor").toAbsolutePath();
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration/h2", "classpath:db/migration/ledger")
                .placeholders(Map.of("text", "varchar"))
                .target("2")
                .load()
                .migrate();
        try (Connection state = h2();
                Statement sql = state.createStatement()) {
            sql.executeUpdate("""
                    insert into workflow_run (run_id, repository, workflow, run_attempt, event, head_branch, status,
                                              conclusion, created_at, updated_at, read_attempt, read_updated)
                    values (%d, 'InferenceMAX/InferenceMAX', 'run-sweep.yml', 1, 'push', 'main', 'completed', 'success',
                            timestamp with time zone '2025-10-31 20:11:47Z',
                            timestamp with time zone '2025-10-31 23:11:47Z',
                            1, timestamp with time zone '2025-10-31 23:11:47Z')
                    """.formatted(RUN));
            for (int conc = 1; conc <= ARTIFACTS; conc++) {
                SampleArtifact artifact = aResult().conc(conc).artifact();
                sql.executeUpdate("""
                        insert into artifact (artifact_id, run_id, name, kind, file, state)
                        values (%d, %d, '%s', 'SINGLE', 'run_%d/%s.zip', 'WANTED')
                        """.formatted(4_300_000_000L + conc, RUN, artifact.name(), RUN, artifact.name()));
            }
        }

        Ended ended = here(work);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(work.rows("history.csv")).hasSize(ARTIFACTS);
        assertThat(github.requests().of(Endpoint.ARTIFACTS)).isZero();
    }

    @Test
    void aStateThatVanishesInMidRunCostsNoDownload() {
        github.on(Endpoint.ZIP).times(HAD, Fault.none()).then(Fault.meanwhile(() -> delete(work.path("state"))));

        Ended without = here(work, "--concurrency=1");
        Ended ended = here(work, "--concurrency=1");

        assertThat(without.exitCode()).as(without.said()).isIn(0, 1);
        assertGoesOn(ended);
        assertThat(github.requests().downloadedAgain()).isEmpty();
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatIsStoppedInMidRunAndStartedAgain() throws IOException {
        Path data = directory.resolve("postgres");
        EmbeddedPostgres server = postgres(data, 0);
        int port = server.getPort();
        String[] options = {
            "--spring.datasource.url=jdbc:postgresql://localhost:" + port + "/postgres",
            "--spring.datasource.username=postgres",
            "--spring.datasource.hikari.connection-timeout=1000",
            "--concurrency=1"
        };
        CompletableFuture<Ended> second = new CompletableFuture<>();
        Workplace another = new Workplace(directory.resolve("another"));
        github.on(Endpoint.ZIP).times(HAD, Fault.none()).then(Fault.meanwhile(() -> {
            second.complete(another.run(Workplace.backfill(github, options)));
            stop(server);
        }));

        Ended failed = here(work, options);
        Ended away = here(work, options);
        try (EmbeddedPostgres again = postgres(data, port)) {
            Ended ended = here(work, options);

            assertThat(again.getPort()).isEqualTo(port);
            assertThat(second.join().exitCode()).isEqualTo(75);
            assertThat(second.join().err())
                    .contains("Another run holds the state in the database: job backfill, process ")
                    .hasLineCount(1);
            for (Ended gone : List.of(failed, away)) {
                assertThat(gone.exitCode()).as(gone.said()).isEqualTo(1);
                assertThat(gone.err())
                        .contains("the database")
                        .contains("the same command goes on then")
                        .hasLineCount(1);
            }
            assertGoesOn(ended);
            assertThat(github.requests().downloadedAgain()).isEmpty();
        }
    }

    private static EmbeddedPostgres postgres(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
