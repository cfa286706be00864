package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What takes its time to try with many machines: {@code ./mvnw verify -Pscale-out -Dtest=ScaleOut*}. */
@Tag("thorough")
class ScaleOutThoroughTest extends ManyMachines {

    private static final int KILLS = 10;
    private static final int MANY = 1_500;
    private static final int LIMIT = 500;

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

    @Test
    @DisplayName("with the raw archive in a bucket, which has all of it once, also where a worker is lost")
    void theArchiveIsInABucket() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (SampleStore store = SampleStore.start();
                ScaledOut many = eightPartitions()) {
            store.make("benchmarks");
            store.environment().forEach(many::with);
            many.keepingIn("s3://benchmarks/raw");
            CompletableFuture<ExtractorProcess> lost = new CompletableFuture<>();
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 4, Fault.none())
                    .then(Fault.meanwhile(() -> lost.join().kill()));
            lost.complete(many.startWorker());
            many.startWorker();

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(IN_FLIGHT);
            assertThat(store.keys("benchmarks", "raw/run_" + RUN + "/"))
                    .filteredOn(key -> key.endsWith(".zip"))
                    .hasSize(ARTIFACTS);
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
    @DisplayName("a broker that has forgotten everything is told again")
    void theBrokerForgets() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<Boolean> back = new CompletableFuture<>();
            github.on(Endpoint.ZIP).times(ARTIFACTS / 4, Fault.none()).then(Fault.meanwhile(() -> {
                broker.kill().loseJournal().start();
                back.complete(true);
            }));
            many.with("EXTRACTOR_SCALEOUT_TIMEOUT", "20s");
            many.startWorker();
            many.startWorker();

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(back).isCompleted();
            assertThat(github.requests().downloadedAgain()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a database that is away for 20 s: no partition is given up, the job ends by itself or by the same command")
    void theDatabaseIsAway() throws IOException {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        Path data = directory.resolve("postgres");
        EmbeddedPostgres before = postgres(data, 0);
        CompletableFuture<EmbeddedPostgres> after = new CompletableFuture<>();
        try (ScaledOut many = eightPartitions(before)) {
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 4, Fault.none())
                    .then(Fault.meanwhile(() -> after.completeAsync(() -> restarted(before, data))));
            many.startWorker();
            many.startWorker();
            Ended ended = many.startManager().ended();
            after.join();
            if (ended.exitCode() != 0) {
                assertThat(ended.exitCode()).as(ended.said()).isEqualTo(1);
                assertThat(ended.err()).contains("the same command goes on");
                ended = many.startManager().ended();
            }

            assertSame(ended, many, wanted);
            assertThat(ended.said()).doesNotContain("no worker could do it");
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(2 * IN_FLIGHT);
        } finally {
            after.join().close();
        }
    }

    private static EmbeddedPostgres restarted(EmbeddedPostgres before, Path data) {
        try {
            before.close();
            await().pollDelay(Duration.ofSeconds(20))
                    .timeout(Duration.ofSeconds(30))
                    .until(() -> true);
            return postgres(data, before.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres postgres(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    @Test
    @DisplayName("a worker that comes late gets its share of what is left")
    void aWorkerComesLate() {
        SortedMap<String, String> wanted = aloneOnARunOfMany();
        github.latency(Duration.ofMillis(400), Duration.ofMillis(100));
        try (ScaledOut many = eightPartitions()) {
            CompletableFuture<ExtractorProcess> late = new CompletableFuture<>();
            github.on(Endpoint.ZIP)
                    .times(ARTIFACTS / 8, Fault.none())
                    .then(Fault.meanwhile(() -> late.complete(many.startWorker())));
            many.startWorker();

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(begun(late.join())).isGreaterThanOrEqualTo(2); // of seven
        }
    }

    @Test
    @DisplayName(
            "ten workers are killed, one after the other: nothing is lost, a chunk each at the most is asked for again")
    void workersAreKilledAgainAndAgain() {
        Random random = seeded();
        SortedMap<String, String> wanted = aloneOnARunOf(MANY);
        try (ScaledOut many = eightPartitions()) {
            List<ExtractorProcess> workers = new ArrayList<>(List.of(many.startWorker(), many.startWorker()));
            ExtractorProcess manager = many.startManager();
            for (int kill = 0; kill < KILLS; kill++) {
                int downloads = MANY * kill / KILLS + random.nextInt(MANY / KILLS);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> github.requests().of(Endpoint.ZIP) >= downloads || !manager.isAlive());
                assertThat(manager.isAlive()).isTrue();
                workers.remove(random.nextInt(workers.size())).kill();
                workers.add(many.startWorker());
            }

            assertSame(manager.ended(), many, wanted);
            assertThat(github.requests().downloadedAgain()).hasSizeLessThanOrEqualTo(KILLS * IN_FLIGHT);
            assertThat(partitionsDoneTwice(many)).isZero();
        }
    }

    @Test
    @DisplayName(
            "the manager is killed ten times, the same command ends the job: nothing complete is done or asked for again")
    void theManagerIsKilledAgainAndAgain() {
        Random random = seeded();
        SortedMap<String, String> wanted = aloneOnARunOf(MANY);
        try (ScaledOut many = eightPartitions()) {
            many.startWorker();
            many.startWorker();
            for (int kill = 0; kill < KILLS; kill++) {
                Ended killed = many.startManager().killedAfter(Duration.ofMillis(random.nextLong(8_000)));
                assertThat(killed.exitCode()).as(killed.said()).isIn(0, 137);
            }

            assertSame(many.startManager().ended(), many, wanted);
            assertThat(github.requests().downloadedAgain()).isEmpty();
            assertThat(partitionsDoneTwice(many)).isZero();
        }
    }

    private static Random seeded() {
        long seed = Long.getLong("kills.seed", System.nanoTime());
        System.out.println("kills.seed=" + seed);
        return new Random(seed);
    }

    @Test
    @DisplayName("four workers on one token use its budget up, and never more than that")
    void oneBudgetForAll() {
        List<SampleGitHub.Window> windows = onABudget(() -> {});

        assertThat(windows).allSatisfy(window -> assertThat(window.refused()).isZero());
        assertThat(windows.subList(1, windows.size() - 1))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(window -> assertThat(window.used()).isGreaterThanOrEqualTo(LIMIT * 98 / 100));
    }

    @Test
    @DisplayName("and with a stranger on that token no more is refused than was on its way, and the rest is used")
    void aStrangerOnTheToken() {
        HttpClient client = HttpClient.newHttpClient();
        URI any = URI.create(github.apiUrl() + "/repos/InferenceMAX/InferenceMAX");
        HttpRequest request = HttpRequest.newBuilder(any)
                .header("Authorization", "Bearer " + Workplace.TOKEN)
                .header(SampleGitHub.STRANGER, "yes")
                .build();

        List<SampleGitHub.Window> windows = onABudget(() -> {
            try {
                client.send(request, HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(windows).allSatisfy(window -> assertThat(window.refused()).isLessThanOrEqualTo(4 * 16));
        assertThat(windows.subList(1, windows.size() - 1))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(window -> assertThat(window.used()).isGreaterThanOrEqualTo(LIMIT * 98 / 100));
    }

    /** The windows of a job of four workers, while somebody else does something nine times a second from the first download on. */
    private List<SampleGitHub.Window> onABudget(Runnable stranger) {
        aloneOnARunOf(3_200);
        github.latency(Duration.ofMillis(20), Duration.ofMillis(5));
        github.budget(LIMIT, Duration.ofSeconds(10));
        ScheduledExecutorService somebody = Executors.newSingleThreadScheduledExecutor();
        try (ScaledOut many =
                new ScaledOut(directory, server, broker, github, Map.of("EXTRACTOR_SCALEOUT_PARTITIONS", "16"))) {
            for (int worker = 0; worker < 4; worker++) {
                many.startWorker();
            }
            ExtractorProcess manager = many.startManager();
            await().atMost(Duration.ofMinutes(1)).until(() -> github.requests().of(Endpoint.ZIP) > 0);
            var unused = somebody.scheduleAtFixedRate(stranger, 0, 111, TimeUnit.MILLISECONDS);
            await().atMost(Duration.ofMinutes(4)).until(() -> !manager.isAlive());
            Ended ended = manager.ended();
            List<SampleGitHub.Window> windows = github.windows();
            System.out.println("windows of " + LIMIT + ": " + windows);
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            return windows;
        } finally {
            somebody.shutdownNow();
        }
    }
}
