package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job on many machines: a manager, workers, a broker and a database, each a process of its own. */
class ScaleOutTest {

    private static final int ARTIFACTS = 240;
    private static final int IN_FLIGHT = 4;
    private static final long RUN = 18984029536L;
    private static final Pattern BEGINS = Pattern.compile("downloadArtifacts:\\S+ begins");

    private static EmbeddedPostgres server;
    private static BrokerProcess broker;

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private SampleGitHub github;

    @BeforeAll
    static void startServers() throws IOException {
        server = EmbeddedPostgres.start();
        broker = new BrokerProcess(shared.resolve("broker"));
    }

    @AfterAll
    static void stopServers() throws IOException {
        broker.close();
        server.close();
    }

    @BeforeEach
    void startGitHub() {
        github = SampleGitHub.start();
    }

    @AfterEach
    void stopGitHub() {
        github.close();
    }

    /** One run of many singles, and the tables that one machine alone makes of it. */
    private SortedMap<String, String> aloneOnARunOfMany() {
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            github.repository().run(RUN).has(aResult().conc(conc).artifact());
        }
        Workplace alone = new Workplace(directory.resolve("alone"));
        assertThat(alone.here(Workplace.backfill(github)).exitCode()).isZero();
        github.requests().reset();
        github.latency(Duration.ofMillis(30), Duration.ofMillis(20));
        return alone.tables();
    }

    private ScaledOut eightPartitions() {
        return new ScaledOut(
                directory,
                server,
                broker,
                github,
                Map.of(
                        "EXTRACTOR_SCALEOUT_PARTITIONS", "8",
                        "EXTRACTOR_SCALEOUT_SMALLEST", "1",
                        "EXTRACTOR_CONCURRENCY", String.valueOf(IN_FLIGHT)));
    }

    private static long begun(ExtractorProcess worker) {
        return BEGINS.matcher(worker.saidUntilNow()).results().count();
    }

    private static void assertSame(Ended ended, ScaledOut many, SortedMap<String, String> wanted) {
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(many.manager().tables()).isEqualTo(wanted);
    }

    @Test
    @DisplayName("a manager and two workers give what one machine alone gives, to the byte, with the same requests")
    void sameDataset() {
        SampleHistory.believable(github);
        Workplace alone = new Workplace(directory.resolve("alone"));
        Ended whole = alone.here(Workplace.backfill(github));
        long requests = github.requests().api();
        github.requests().reset();
        try (ScaledOut many = new ScaledOut(directory, server, broker, github, Map.of())) {
            many.startWorker();
            many.startWorker();
            Ended ended = many.startManager().ended();

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(whole.exitCode());
            assertThat(many.manager().tables()).isEqualTo(alone.tables());
            assertThat(github.requests().downloadedAgain()).isEmpty();
            assertThat(github.requests().api()).isEqualTo(requests);
        }
    }

    @Test
    @DisplayName("a worker that is lost loses nothing: another one goes on where it was")
    void aWorkerIsLost() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<ExtractorProcess> lost = new CompletableFuture<>();
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 4, Fault.none())
                    .then(Fault.meanwhile(() -> lost.join().kill()));
            lost.complete(many.startWorker());
            many.startWorker();

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(IN_FLIGHT);
        }
    }

    @Test
    @DisplayName("a manager that is lost is started again: what is complete is not sent again, nothing is asked twice")
    void theManagerIsLost() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<ExtractorProcess> lost = new CompletableFuture<>();
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 2, Fault.none())
                    .then(Fault.meanwhile(() -> lost.join().kill()));
            many.startWorker();
            many.startWorker();
            lost.complete(many.startManager());
            Ended killed = lost.join().ended();
            assertThat(killed.exitCode()).as(killed.said()).isEqualTo(137);

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(github.requests().downloadedAgain()).isEmpty();
            assertThat(partitionsDoneTwice(many)).isZero();
        }
    }

    private static int partitionsDoneTwice(ScaledOut many) {
        return many.jdbc().sql("""
                        select count(*) from (
                            select step_name from batch_step_execution
                             where step_name like '%:%' and status = 'COMPLETED'
                             group by step_name having count(*) > 1) twice
                        """).query(Integer.class).single();
    }

    @Test
    @DisplayName("a worker that is asked to end hands its partition on")
    void aWorkerIsAskedToEnd() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            ExtractorProcess first = many.startWorker();
            CompletableFuture<ExtractorProcess> second = new CompletableFuture<>();
            github.on(Endpoint.ZIP).times(ARTIFACTS / 4, Fault.none()).then(Fault.meanwhile(() -> {
                first.terminate();
                second.complete(many.startWorker());
            }));

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(first.ended().exitCode()).isEqualTo(143);
            assertThat(begun(second.join())).isPositive();
            assertThat(github.requests().downloadedAgain()).isEmpty();
        }
    }

    @Test
    @DisplayName("every message twice: nothing is done twice")
    void everyMessageTwice() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            many.startWorker();
            many.startWorker();

            assertSame(
                    many.startManager("--spring.main.sources=" + SendsTwice.class.getName())
                            .ended(),
                    many,
                    wanted);
            assertThat(github.requests().downloadedAgain()).isEmpty();
        }
    }

    @Test
    @DisplayName("a partition that cannot be done keeps none of the others; it is named, and the same command goes on")
    void aPoisonedPartition() throws IOException {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            Path inTheWay =
                    directory.resolve("raw/run_" + RUN + "/" + aResult().conc(1).artifactName() + ".zip/in the way");
            Files.createDirectories(inTheWay);
            many.startWorker();
            Ended failed = many.startManager().ended();

            assertThat(failed.exitCode()).as(failed.said()).isEqualTo(1);
            assertThat(failed.err())
                    .contains("1 of 8 partitions of downloadArtifacts failed (partition downloadArtifacts:")
                    .contains("same command");
            assertThat(many.jdbc()
                            .sql("select count(*) from artifact where state = 'DOWNLOADED'")
                            .query(Integer.class)
                            .single())
                    .isGreaterThanOrEqualTo(ARTIFACTS * 7 / 8);

            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
            assertSame(many.startManager().ended(), many, wanted);
        }
    }

    @Test
    @DisplayName("a broker that is killed, and one that has forgotten everything")
    void theBrokerIsLost() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<Boolean> back = new CompletableFuture<>();
            github.on(Endpoint.ZIP).times(ARTIFACTS / 4, Fault.none()).then(Fault.meanwhile(() -> {
                broker.kill().start();
                back.complete(true);
            }));
            many.startWorker();
            many.startWorker();

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(back).isCompleted();
            assertThat(github.requests().downloadedAgain()).isEmpty();
        }
    }

    @Test
    @DisplayName("without workers the manager says so and gives up; the same command goes on when there are some")
    void nobodyIsThere() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            Ended alone =
                    many.with("EXTRACTOR_SCALEOUT_TIMEOUT", "2s").startManager().ended();
            assertThat(alone.exitCode()).as(alone.said()).isEqualTo(1);
            assertThat(alone.err())
                    .contains("No worker has done anything for 2 s; 8 partitions are")
                    .contains("--role=worker");

            many.startWorker();
            assertSame(many.startManager().ended(), many, wanted);
        }
    }

    @Test
    @DisplayName(
            "without a broker: shards find their partitions in the database, take over from one that is lost, and end")
    void shards() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<ExtractorProcess> lost = new CompletableFuture<>();
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 4, Fault.none())
                    .then(Fault.meanwhile(() -> lost.join().kill()));
            lost.complete(many.startShard(1, 3));
            ExtractorProcess other = many.startShard(2, 3);

            assertSame(many.startShard(0, 3).ended(), many, wanted);
            assertThat(lost.join().ended().exitCode()).isEqualTo(137);
            Ended ended = other.ended();
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("Nothing is left to do for this worker.");
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(IN_FLIGHT);
            assertThat(partitionsDoneTwice(many)).isZero();
        }
    }

    @Test
    @DisplayName("a role needs its profile and a database that all reach")
    void whatARoleNeeds() {
        Workplace work = new Workplace(directory);

        Ended withoutProfile = work.here("--role=worker");
        assertThat(withoutProfile.exitCode()).isEqualTo(2);
        assertThat(withoutProfile.err()).contains("--role=worker needs --spring.profiles.active=scale-out");

        Ended withoutDatabase = work.here("--role=manager", "--spring.profiles.active=scale-out");
        assertThat(withoutDatabase.exitCode()).isEqualTo(2);
        assertThat(withoutDatabase.err()).contains("--spring.datasource.url=jdbc:postgresql:");

        Ended nowhere = work.startWith(Map.of("EXTRACTOR_SHARD", "8/8"), "--spring.profiles.active=scale-out")
                .ended();
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("EXTRACTOR_SHARD=8/8: expected INDEX/COUNT");
    }
}
