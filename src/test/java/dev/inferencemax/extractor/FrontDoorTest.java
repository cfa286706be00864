package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a user's shell sees when something is not as it should be: one sentence, an exit code, and nothing done. That no
 * stack trace and no token is ever shown is seen to by {@link ExtractorProcess}.
 */
class FrontDoorTest {

    private static final String RUN_SWEEP = "run-sweep.yml";
    private static final int ARTIFACTS = 40;

    private final MovedClock clock = new MovedClock();
    private final SampleGitHub github = SampleGitHub.start(clock);

    @TempDir
    private Path directory;

    private Workplace work;

    @BeforeEach
    void open() {
        work = new Workplace(directory.resolve("work"));
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            github.repository().run(18984029536L).has(aResult().conc(conc).artifact());
        }
    }

    @AfterEach
    void close() {
        github.close();
    }

    private String[] backfill(String... more) {
        return Workplace.backfill(github, more);
    }

    private void assertNothingWasDone() {
        assertThat(github.requests().api()).isZero();
        assertThat(work.path("state")).doesNotExist();
        assertThat(work.path("raw")).doesNotExist();
        assertThat(work.path("out")).doesNotExist();
    }

    @Nested
    class BeforeAnyWork {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        --date-range=2025-13-01          | --date-range=2025-13-01 | FROM..TO
                        --concurrency=0                  | --concurrency=0         | 1 to 64
                        --max-wait=10                    | --max-wait=10           | 65m
                        --runs=12,abc                    | --runs=abc              | run id
                        --workflow=all,run-sweep.yml     | --workflow=all          | alone
                        --api-url=http://example.com     | --api-url               | loopback
                        --date-rnage=2025-10             | --date-rnage            | --date-range
                        --spring.batch.job.nam=import    | --spring.batch.job.nam  | --spring.batch.job.name
                        --spring.batch.job.name=backfil  | backfil                 | backfill, import, rebuild or recover
                        --archive=raw                    | --archive               | import
                        --token=abc                      | --token                 | GITHUB_TOKEN
                        backfill                         | backfill                | --help
                        """)
        void anOptionThatCannotBeMeantIsRefusedWithWhatIsAccepted(String argument, String named, String accepted) {
            Ended refused = work.run(argument);

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains(named).contains(accepted).hasLineCount(1);
            assertNothingWasDone();
        }

        @Test
        void anArchiveThatIsNotThereIsRefused() {
            Ended refused = work.run("--spring.batch.job.name=import", "--archive=nowhere");

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("--archive=nowhere")
                    .contains("no such directory")
                    .hasLineCount(1);
            assertNothingWasDone();
        }

        @Test
        void withoutATokenItNamesTheVariableToSet() {
            Ended refused = work.runWith(Map.of(), backfill());

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("GITHUB_TOKEN").hasLineCount(1);
            assertThat(github.requests().api()).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "--state=file/state, --state, directory",
            "--raw-dir=file, --raw-dir, directory",
            "--raw-dir=file/raw, --raw-dir, choose another",
            "--output-dir=file, --output-dir, directory",
            "--output-dir=file/out, --output-dir, choose another"
        })
        void aPlaceThatCannotBeWrittenIsNamedWithTheRemedy(String option, String named, String remedy)
                throws IOException {
            Files.writeString(work.path("file"), "in its place");

            Ended refused = work.run(backfill(option));

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains(named)
                    .contains(remedy)
                    .contains("file")
                    .hasLineCount(1);
            assertThat(github.requests().api()).isZero();
            assertThat(work.path("file")).hasContent("in its place");
        }

        @ParameterizedTest
        @CsvSource({"--help, --accept-losses", "--version, InferenceMAX extractor"})
        void helpAndVersionAreAnsweredWithoutMore(String option, String text) {
            Ended ended = work.runWith(Map.of(), option);

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).contains(text);
            assertThat(ended.err()).isEmpty();
            assertNothingWasDone();
        }
    }

    @Nested
    class WhatGitHubDoesNotKnow {

        @Test
        void aTokenThatGitHubRefusesIsWrongConfiguration() {
            github.requireToken("another");

            Ended refused = work.run(backfill());

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("GITHUB_TOKEN").contains("401");
            assertThat(github.requests().of(Endpoint.ZIP)).isZero();
        }

        @ParameterizedTest
        @CsvSource({"--repo=InferenceMAX/Nothing", "--runs=1"})
        void aRepositoryOrRunThatDoesNotExistIsWrongUsage(String option) {
            Ended refused = work.run("--api-url=" + github.apiUrl(), option);

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains(option);
        }

        @Test
        void aWorkflowThatNeverExistedIsWrongUsageAndOneThatIsGoneIsNot() {
            String[] sweep = {"--workflow=" + RUN_SWEEP, "--api-url=" + github.apiUrl()};

            Ended never = work.run("--workflow=never.yml", sweep[1]);
            Ended before = work.run(sweep);
            github.repository().deleteWorkflow(RUN_SWEEP);
            Ended gone = work.run(sweep);

            assertThat(never.exitCode()).isEqualTo(2);
            assertThat(never.err()).contains("--workflow=never.yml");
            assertThat(before.exitCode()).isZero();
            assertThat(gone.exitCode()).as(gone.said()).isZero();
            assertThat(gone.said()).contains("WARN").contains(RUN_SWEEP + " is gone");
            assertThat(work.rows("history.csv")).hasSize(ARTIFACTS);
        }
    }

    @Nested
    class Status {

        private static final List<String> KEYS =
                List.of("state", "holder", "runs", "artifacts", "losses", "expiring_7d", "rate_limit", "last_success");

        @Test
        void whereNothingWasDoneYetItSaysSo() {
            Ended status = work.runWith(Map.of(), "--status", "--format=json");

            assertThat(status.exitCode()).as(status.said()).isZero();
            JsonNode json = JsonMapper.shared().readTree(status.out());
            assertThat(json.propertyNames()).containsAll(KEYS);
            assertThat(json.path("runs").asInt()).isZero();
            assertThat(json.path("holder").isNull()).isTrue();
            assertThat(json.path("last_success").isNull()).isTrue();
        }

        @Test
        void aLossShowsInItsExitCodeUntilItIsAccepted() {
            github.repository()
                    .run(18984029536L)
                    .has(aResult().conc(ARTIFACTS + 1).artifact().expired());

            Ended backfill = work.run(backfill());
            Ended status = work.run("--status", "--format=json");
            Ended accepting = work.run(backfill("--accept-losses"));
            Ended accepted = work.run("--status");

            assertThat(List.of(backfill.exitCode(), status.exitCode(), accepting.exitCode(), accepted.exitCode()))
                    .containsExactly(3, 3, 0, 0);
            JsonNode json = JsonMapper.shared().readTree(status.out());
            assertThat(json.propertyNames()).containsAll(KEYS);
            assertThat(json.at("/losses/total").asInt()).isEqualTo(1);
            assertThat(json.at("/losses/accepted").asInt()).isZero();
            assertThat(json.at("/artifacts/PARSED").asInt()).isEqualTo(ARTIFACTS);
            assertThat(json.path("last_success").isString()).isTrue();
            assertThat(accepted.out()).contains("1, of them accepted 1").contains("nobody");
        }

        @Test
        void whileARunHoldsTheStateASecondIsToldWhoAndTheStatusIsTheHolders() throws IOException {
            CountDownLatch open = new CountDownLatch(1);
            github.on(Endpoint.BLOB).always(Fault.meanwhile(() -> waitFor(open)));
            try (ExtractorProcess holder = work.start(backfill())) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> Files.exists(work.path("state/extractor.status.json"))
                                && github.requests().of(Endpoint.BLOB) > 0);

                Ended second = work.run(backfill());
                Ended status = work.run("--status");
                Ended json = work.run("--status", "--format=json");
                open.countDown();

                assertThat(List.of(second.exitCode(), status.exitCode(), json.exitCode()))
                        .containsExactly(75, 75, 75);
                assertThat(second.err())
                        .contains("job backfill, process " + holder.pid() + " on "
                                + InetAddress.getLocalHost().getHostName())
                        .containsPattern("since 20[0-9]{2}-[0-9]{2}-[0-9]{2}T")
                        .hasLineCount(1);
                assertThat(status.out()).contains("job backfill, process " + holder.pid());
                JsonNode told = JsonMapper.shared().readTree(json.out());
                assertThat(told.propertyNames()).containsAll(KEYS);
                assertThat(told.at("/holder/pid").asLong()).isEqualTo(holder.pid());
                assertThat(told.at("/holder/job").asString()).isEqualTo("backfill");
                assertThat(holder.ended().exitCode()).isZero();
            }
            assertThat(work.path("state/extractor.status.json")).doesNotExist();
        }
    }

    @Nested
    class StoppedBeforeTheEnd {

        @Test
        void aRateLimitBeyondTheLongestWaitStopsItAndTheSameCommandFinishes() {
            github.budget(20, Duration.ofHours(1));
            Ended stopped = work.run(backfill("--max-wait=1s"));
            int had = zips();
            clock.pass(Duration.ofHours(2));
            github.budget(5000, Duration.ofHours(1));
            Ended finished = work.run(backfill("--max-wait=1s"));

            assertThat(stopped.exitCode()).as(stopped.said()).isEqualTo(75);
            assertThat(stopped.err())
                    .contains("--max-wait=1s")
                    .contains("rate limit")
                    .containsOnlyOnce("The same command goes on");
            assertThat(had).isBetween(1, ARTIFACTS - 1);
            assertThat(finished.exitCode()).as(finished.said()).isZero();
            assertThat(work.rows("history.csv")).hasSize(ARTIFACTS);
            assertThat(github.requests().downloadedAgain()).isEmpty();
            github.assertClean();
        }

        @Test
        void askedToEndWhileItDownloadsItKeepsWhatItHasAndTheSameCommandFinishes() {
            Workplace undisturbed = new Workplace(directory.resolve("undisturbed"));
            assertThat(undisturbed.run(backfill()).exitCode()).isZero();
            SortedMap<String, String> wanted = undisturbed.tables();
            github.requests().reset();
            CompletableFuture<ExtractorProcess> started = new CompletableFuture<>();
            github.on(Endpoint.BLOB)
                    .times(9, Fault.none())
                    .then(Fault.meanwhile(() -> started.join().terminate()));

            Ended terminated;
            try (ExtractorProcess process = work.start(backfill("--concurrency=1"))) {
                started.complete(process);
                terminated = process.ended();
            }
            int had = zips();
            Ended finished = work.run(backfill("--concurrency=1"));

            assertThat(terminated.exitCode()).as(terminated.said()).isEqualTo(143);
            assertThat(had).isBetween(9, ARTIFACTS - 1);
            assertThat(finished.exitCode()).as(finished.said()).isZero();
            assertThat(work.tables()).isEqualTo(wanted);
            assertThat(github.requests().downloadedAgain()).isEmpty();
            github.assertClean();
        }

        private int zips() {
            return work.files("raw", ".zip").size();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Real time, and what the test lets pass beyond it. */
    private static final class MovedClock extends Clock {

        private volatile Duration passed = Duration.ZERO;

        void pass(Duration more) {
            passed = passed.plus(more);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(passed);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
