package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.github.HurriedClock;
import dev.inferencemax.extractor.github.HurriedGitHub;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.FaultScript;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleResult;
import dev.inferencemax.extractor.sample.SampleWorkflowRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way in which GitHub can have a bad day, at every kind of request: the dataset is that of a good day, byte by byte,
 * nothing is asked while GitHub said wait, and nobody sees the token.
 */
class BadDaysTest {

    private static final int PACE = 40;

    /** The longest of them, and the second by which GitHub's clock and ours may differ. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(62);

    private static final Set<Endpoint> API = EnumSet.of(Endpoint.RUNS, Endpoint.ARTIFACTS, Endpoint.ZIP);
    private static final Set<Endpoint> LISTINGS = EnumSet.of(Endpoint.RUNS, Endpoint.ARTIFACTS);
    private static final Set<Endpoint> WITH_BODY = EnumSet.of(Endpoint.RUNS, Endpoint.ARTIFACTS, Endpoint.BLOB);
    private static final Set<Endpoint> ALL = EnumSet.of(Endpoint.RUNS, Endpoint.ARTIFACTS, Endpoint.ZIP, Endpoint.BLOB);

    @TempDir
    private static Path directory;

    private static Instant since;
    private static int goodDaysExitCode;
    private static SortedMap<String, String> wanted;

    /** What goes wrong, and where it can. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Mood {
        PRIMARY_LIMIT(API, Fault.rateLimited(Duration.ofSeconds(40))),
        SECONDARY_LIMIT(API, Fault.secondaryLimit(Duration.ofSeconds(40))),
        SECONDARY_LIMIT_OF_UNKNOWN_LENGTH(API, Fault.secondaryLimit()),
        TOO_MANY_REQUESTS(API, Fault.tooManyRequests(Duration.ofSeconds(40))),
        SERVER_ERROR(ALL, Fault.serverError(500)),
        BAD_GATEWAY(ALL, Fault.serverError(502)),
        CONNECTION_RESET(ALL, Fault.reset()),
        NO_ANSWER_IN_TIME(ALL, Fault.delay(HurriedGitHub.SILENCE.multipliedBy(2))),
        SILENCE_IN_THE_BODY(WITH_BODY, Fault.stalled()),
        HALF_A_BODY(WITH_BODY, Fault.truncated()),
        ONE_BYTE_CHANGED(EnumSet.of(Endpoint.BLOB), Fault.corrupt()),
        BROKEN_JSON(LISTINGS, Fault.brokenJson()),
        LOGIN_PAGE(ALL, Fault.html()),
        EXPIRED_URL(EnumSet.of(Endpoint.ZIP, Endpoint.BLOB), Fault.staleUrl()),
        COUNT_TOO_HIGH(LISTINGS, Fault.totalCount(99_999)),
        COUNT_TOO_LOW(LISTINGS, Fault.totalCount(0));

        private final Set<Endpoint> endpoints;
        private final Fault fault;
        private final boolean tellsToWait;

        Mood(Set<Endpoint> endpoints, Fault fault) {
            this.endpoints = endpoints;
            this.fault = fault;
            this.tellsToWait = endpoints == API;
        }
    }

    @BeforeAll
    static void aGoodDay() {
        since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        System.setProperty("GITHUB_TOKEN", Workplace.TOKEN);
        try (SampleGitHub github = sample()) {
            Workplace work = new Workplace(directory.resolve("good"));
            Ended ended = run(work, github);
            goodDaysExitCode = ended.exitCode();
            wanted = work.tables();
            assertThat(wanted).as(ended.said()).hasSizeGreaterThan(4);
        }
    }

    @AfterAll
    static void forgetTheToken() {
        System.clearProperty("GITHUB_TOKEN");
    }

    @ParameterizedTest
    @EnumSource
    void aMoodThatPassesChangesNothing(Mood mood) {
        try (SampleGitHub github = sample()) {
            Map<Endpoint, FaultScript> faults = new EnumMap<>(Endpoint.class);
            for (Endpoint endpoint : mood.endpoints) {
                faults.put(endpoint, afterAFew(github, endpoint).answers(mood.fault));
            }
            Workplace work = new Workplace(directory.resolve(mood.name()));

            Ended ended = run(work, github, concurrency(mood));

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(goodDaysExitCode);
            assertThat(work.tables()).isEqualTo(wanted);
            assertThat(faults)
                    .allSatisfy((endpoint, script) -> assertThat(script.left())
                            .as("faults nobody met at " + endpoint)
                            .isZero());
            assertNobodySawASecret(work, ended);
            github.assertClean();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PRIMARY_LIMIT, ZIP",
        "SECONDARY_LIMIT_OF_UNKNOWN_LENGTH, ARTIFACTS",
        "BAD_GATEWAY, RUNS",
        "LOGIN_PAGE, ARTIFACTS",
        "EXPIRED_URL, BLOB"
    })
    void aMoodThatStaysEndsInNotNowAndTheSameCommandGoesOnWhenItIsOver(Mood mood, Endpoint endpoint)
            throws InterruptedException {
        try (SampleGitHub github = sample()) {
            afterAFew(github, endpoint).always(mood.fault);
            Workplace work = new Workplace(directory.resolve(mood + "-at-" + endpoint));

            Ended stopped = run(work, github, concurrency(mood), "--max-wait=5m");
            clock().sleepUntil(clock().instant().plus(LONGEST_WAIT)); // who comes back sooner is refused once more
            Ended ended = run(work, github.behaves(), concurrency(mood), "--max-wait=5m");

            assertThat(stopped.exitCode()).as(stopped.said()).isEqualTo(75);
            assertThat(stopped.err())
                    .containsOnlyOnce("The same command goes on")
                    .hasLineCount(1);
            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(goodDaysExitCode);
            assertThat(work.tables()).isEqualTo(wanted);
            assertNobodySawASecret(work, stopped);
            github.assertClean();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNS", "ARTIFACTS"})
    void theApiDoesNotLeadTheTokenToAnotherHost(Endpoint endpoint) {
        try (SampleGitHub github = sample();
                SampleGitHub stranger = SampleGitHub.start()) {
            github.on(endpoint).answers(Fault.redirect(301, stranger.apiUrl().resolve("/repos/o/r")));
            Workplace work = new Workplace(directory.resolve("led-away-" + endpoint));

            Ended refused = run(work, github);

            assertThat(refused.exitCode()).as(refused.said()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("another host")
                    .contains("--api-url")
                    .hasLineCount(1);
            assertThat(stranger.requests().api()).isZero();
            assertNobodySawASecret(work, refused);
        }
    }

    @Test
    void theStorageMayLeadElsewhereButTheTokenStays() {
        try (SampleGitHub github = sample();
                SampleGitHub stranger = sample()) {
            stranger.on(Endpoint.BLOB).always(Fault.serverError(500));
            github.on(Endpoint.BLOB)
                    .answers(Fault.redirect(307, stranger.blobUrl().resolve("/a?b=c")));
            Workplace work = new Workplace(directory.resolve("elsewhere"));

            Ended ended = run(work, github);

            assertThat(stranger.requests().of(Endpoint.BLOB)).isEqualTo(1);
            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(goodDaysExitCode);
            assertThat(work.tables()).isEqualTo(wanted);
            stranger.assertClean();
            github.assertClean();
        }
    }

    /** What is on its way already when GitHub says wait is no offence, but the sample cannot tell it from one. */
    private static String concurrency(Mood mood) {
        return mood.tellsToWait ? "--concurrency=1" : "--concurrency=16";
    }

    private static FaultScript afterAFew(SampleGitHub github, Endpoint endpoint) {
        return github.on(endpoint).times(LISTINGS.contains(endpoint) ? 0 : 3, Fault.none());
    }

    /** Three sweeps with their aggregates, and one artifact that has expired. */
    private static SampleGitHub sample() {
        SampleGitHub github = SampleGitHub.start(clock());
        for (long run = 1; run <= 3; run++) {
            List<SampleResult> results = new ArrayList<>();
            for (int conc = 4; conc <= 64; conc *= 2) {
                results.add(aResult().hw("h200").conc(conc).seed(run * 100 + conc));
            }
            SampleWorkflowRun sweep = github.repository().run(18984029536L + run);
            results.forEach(result -> sweep.has(result.artifact()));
            sweep.has(anArtifact("results_gptoss_1k1k").withAll(results.subList(0, 3)));
        }
        github.repository().run(18984029537L).has(aResult().conc(128).artifact().expired());
        return github;
    }

    private static HurriedClock clock() {
        return new HurriedClock(since, PACE);
    }

    private static Ended run(Workplace work, SampleGitHub github, String... more) {
        List<String> arguments = new ArrayList<>(List.of(Workplace.backfill(github, more)));
        arguments.addAll(HurriedGitHub.arguments(since, PACE));
        return InThisProcess.run(work, arguments);
    }

    /** Neither the token nor a signature, which is as good as one for as long as it lasts. */
    private static void assertNobodySawASecret(Workplace work, Ended ended) {
        assertThat(ended.said()).doesNotContain(Workplace.TOKEN).doesNotContain("sig=");
        for (Path file : Stream.of("state", "raw", "out")
                .flatMap(folder -> work.files(folder, "").stream())
                .toList()) {
            assertThat(bytesAsText(file))
                    .as(file.toString())
                    .doesNotContain(Workplace.TOKEN)
                    .doesNotContain("&sig=");
        }
    }

    private static String bytesAsText(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
