package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} in the middle of every step, and the same command again. */
class KilledTest {

    private static final int IN_FLIGHT = 16;

    @TempDir
    private static Path directory;

    private static Ended undisturbed;
    private static SortedMap<String, String> wanted;

    @BeforeAll
    static void runUndisturbed() {
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Workplace work = new Workplace(directory.resolve("undisturbed"));
            undisturbed = work.here(Workplace.backfill(github));
            wanted = work.tables();
        }
    }

    /** When the process is killed: at a request that the sample sees, or before a statement within a transaction. */
    enum Moment {
        LISTING_ARTIFACTS("listArtifacts", Endpoint.ARTIFACTS, 2),
        PLANNING("planDownloads", "update artifact", 30),
        DOWNLOADING("downloadArtifacts", Endpoint.ZIP, 130),
        NOTING_DOWNLOADS("downloadArtifacts", "update artifact", 2),
        PARSING("parseArtifacts", "update artifact", 20),
        SETTLING_LOSSES("settleLosses", "update artifact", 2),
        MERGING("mergeResults", "merge into measurement", 1),
        EXPORTING("exportDataset", "select a.run_id, a.artifact_id, a.name, r.file", 1);

        private final String step;
        private final Endpoint request;
        private final String statement;
        private final int count;

        Moment(String step, Endpoint request, int count) {
            this.step = step;
            this.request = request;
            this.statement = null;
            this.count = count;
        }

        Moment(String step, String statement, int count) {
            this.step = step;
            this.request = null;
            this.statement = statement;
            this.count = count;
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyMomentAndStartedAgainItEndsAsIfItHadNotBeenKilled(Moment moment) {
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Workplace work = new Workplace(directory.resolve(moment.name()));

            Ended killed = moment.request == null
                    ? killedAtStatement(moment, github, work)
                    : killedAtRequest(moment, github, work);

            assertThat(killed.exitCode()).isEqualTo(137);
            assertThat(stepsUnderWay(work)).containsExactly(moment.step);
            assertThat(wanted).as("no file that can be seen is half a file").containsAllEntriesOf(work.tables());
            Map<Path, Object> kept = work.identities("raw", ".zip");

            Ended again = work.here(Workplace.backfill(github.behaves()));

            assertThat(again.exitCode()).as(again.said()).isEqualTo(undisturbed.exitCode());
            assertThat(figures(again)).isEqualTo(figures(undisturbed));
            assertThat(work.tables()).isEqualTo(wanted);
            assertThat(work.identities("raw", ".zip"))
                    .as("what was complete is not downloaded again")
                    .containsAllEntriesOf(kept);
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(IN_FLIGHT);
            assertThat(leftovers(work)).isEmpty();
            github.assertClean();
        }
    }

    /** The tables of the state are made one by one; what was made before the kill stays. */
    @Test
    void killedWhileItMakesItsTablesItMakesTheRestTheNextTime() throws SQLException {
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Workplace work = new Workplace(directory.resolve("migrating"));
            work.here("--spring.batch.job.name=rebuild");
            String url = "jdbc:h2:file:" + work.path("state/extractor").toAbsolutePath();
            try (Connection connection = DriverManager.getConnection(url, "", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("drop table run_day");
                statement.execute("drop table run_to_list");
                statement.execute("drop table notice");
                statement.execute("drop table published");
                statement.execute(
                        "delete from \"flyway_schema_history\" where \"version\" in ('8', '9', '10', '11', '12')");
                statement.execute("update \"flyway_schema_history\" set \"success\" = false where \"version\" = '7'");
                statement.execute("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
            }

            Ended ended = work.here(Workplace.backfill(github));

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(undisturbed.exitCode());
            assertThat(work.tables()).isEqualTo(wanted);
        }
    }

    /** What it says at its end, without the log and the place. */
    private static List<String> figures(Ended ended) {
        return ended.out()
                .lines()
                .filter(line -> !line.startsWith("20") && !line.startsWith("Files"))
                .toList();
    }

    private static Ended killedAtRequest(Moment moment, SampleGitHub github, Workplace work) {
        CompletableFuture<ExtractorProcess> started = new CompletableFuture<>();
        CompletableFuture<Ended> killed = new CompletableFuture<>();
        github.on(Objects.requireNonNull(moment.request))
                .times(moment.count - 1, Fault.none())
                .then(Fault.meanwhile(() -> killed.complete(started.join().kill())));
        try (ExtractorProcess process = work.start(Workplace.backfill(github))) {
            started.complete(process);
            process.ended();
            return assertThat(killed).succeedsWithin(Duration.ofSeconds(20)).actual();
        }
    }

    private static Ended killedAtStatement(Moment moment, SampleGitHub github, Workplace work) {
        return PauseAt.killedBefore(
                Objects.requireNonNull(moment.statement), moment.count, moment.step, work, Workplace.backfill(github));
    }

    /** As the state has it: what was committed is there, what was not is not. */
    private static List<String> stepsUnderWay(Workplace work) {
        String url = "jdbc:h2:file:" + work.path("state/extractor").toAbsolutePath() + ";ACCESS_MODE_DATA=r";
        List<String> steps = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "", "");
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select step_name from batch_step_execution where status = 'STARTED'")) {
            while (rows.next()) {
                steps.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return steps;
    }

    private static List<Path> leftovers(Workplace work) {
        return Stream.of("raw", "out")
                .flatMap(folder -> work.files(folder, ".part").stream())
                .toList();
    }
}
