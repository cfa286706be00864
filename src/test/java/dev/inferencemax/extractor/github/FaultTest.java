package dev.inferencemax.extractor.github;

import static dev.inferencemax.extractor.github.ScriptedGitHub.bytes;
import static dev.inferencemax.extractor.github.ScriptedGitHub.cutAfter;
import static dev.inferencemax.extractor.github.ScriptedGitHub.json;
import static dev.inferencemax.extractor.github.ScriptedGitHub.nothing;
import static dev.inferencemax.extractor.github.ScriptedGitHub.redirect;
import static dev.inferencemax.extractor.github.ScriptedGitHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub does when it has a bad day, at the endpoints that answer JSON. */
class FaultTest extends ApiOnLoopback {

    private static final String RUN = REPO + "/actions/runs/1";
    private static final String FIRST_HALF = "{\"id\": 1, \"name\": \"Sw";

    static Stream<ScriptedGitHub.Reply> faults() {
        return Stream.of(
                status(500),
                status(502, "<html>Unicorn!</html>"),
                status(408),
                json("<!DOCTYPE html><title>Sign in</title>"),
                json(FIRST_HALF),
                json("[]"),
                json("{}"),
                json(""),
                cutAfter(FIRST_HALF.getBytes(StandardCharsets.UTF_8), 500),
                bytes(200, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1}).with("Content-Encoding", "gzip"),
                redirect(302, "http://["),
                status(301));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsAskedAgainAfterAWhile(ScriptedGitHub.Reply fault) {
        github.on(RUN, fault, json(run(1)));

        assertThat(api.run(REPOSITORY, 1)).isInstanceOf(Found.Here.class);
        assertThat(github.requests()).hasSize(2);
        assertThat(clock.elapsed()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultThatStaysEndsInNotNow(ScriptedGitHub.Reply fault) {
        github.on(RUN, fault);

        assertThatExceptionOfType(NotNow.class)
                .isThrownBy(() -> api.run(REPOSITORY, 1))
                .withMessageContaining("tried 6 times")
                .withMessageContaining(RUN);
        assertThat(github.requests()).hasSize(6);
        assertThat(clock.elapsed()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(31));
    }

    @Test
    void silenceIsAFaultTooBeforeTheAnswerAndInTheMiddleOfIt() {
        github.on(
                RUN,
                github.silent(),
                github.silentAfter(FIRST_HALF.getBytes(StandardCharsets.UTF_8), 500),
                json(run(1)));

        assertThat(impatientApi().run(REPOSITORY, 1)).isInstanceOf(Found.Here.class);
        assertThat(github.requests()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aBrokenConnectionIsAFault() { // the JDK's client asks once more by itself, so the script cannot count on a
        // number
        github.on(RUN, nothing(), nothing(), nothing(), json(run(1)));
        assertThat(api.run(REPOSITORY, 1)).isInstanceOf(Found.Here.class);

        github.on(RUN, nothing());
        assertThatExceptionOfType(NotNow.class).isThrownBy(() -> api.run(REPOSITORY, 1));
    }

    @Test
    void anUnreachableServerEndsInNotNow() {
        github.close();

        assertThatExceptionOfType(NotNow.class).isThrownBy(() -> api.run(REPOSITORY, 1));
    }

    @Test
    void packedAnswersAreUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(run(1).getBytes(StandardCharsets.UTF_8));
        }
        github.on(RUN, bytes(200, packed.toByteArray()).with("Content-Encoding", "gzip"));

        assertThat(api.run(REPOSITORY, 1).map(WorkflowRun::json)).isEqualTo(new Found.Here<>(run(1)));
        assertThat(counts.bytes()).isEqualTo(packed.size());
    }

    @Test
    void notOneRequestIsSentWhileThePrimaryLimitLasts() {
        Instant reset = TestClock.START.plus(Duration.ofMinutes(50));
        List<Instant> arrivals = arrivalsOf(
                RUN,
                limited(json(run(1)), 0, reset),
                limited(
                        status(403, "{\"message\":\"API rate limit exceeded for user ID 1.\"}"),
                        0,
                        reset.plusSeconds(300)),
                limited(json(run(1)), 4999, reset.plusSeconds(3900)));

        api.run(REPOSITORY, 1);
        assertThat(api.rateLimit().closedUntil()).isEqualTo(reset.plusSeconds(1));
        assertThat(api.run(REPOSITORY, 1)).isInstanceOf(Found.Here.class);

        assertThat(arrivals).containsExactly(TestClock.START, reset.plusSeconds(1), reset.plusSeconds(301));
        assertThat(api.rateLimit().remaining()).isEqualTo(4999);
    }

    static Stream<ScriptedGitHub.Reply> secondaryLimits() {
        return Stream.of(
                status(403, "{\"message\":\"You have exceeded a secondary rate limit.\"}"),
                status(403, "{\"message\":\"You have triggered an abuse detection mechanism.\"}"),
                status(429, ""),
                status(429).with("Retry-After", 60),
                status(403).with("Retry-After", 60),
                status(503).with("Retry-After", 60),
                status(403).with("Retry-After", "Mon, 01 Dec 2025 12:01:00 GMT"));
    }

    @ParameterizedTest
    @MethodSource("secondaryLimits")
    void aSecondaryLimitIsWaitedOut(ScriptedGitHub.Reply refusal) {
        List<Instant> arrivals = arrivalsOf(RUN, refusal, json(run(1)));

        assertThat(api.run(REPOSITORY, 1)).isInstanceOf(Found.Here.class);
        assertThat(arrivals).containsExactly(TestClock.START, TestClock.START.plusSeconds(60));
    }

    @Test
    void aLimitLongerThanWeMayWaitIsNotWaitedFor() {
        Instant reset = TestClock.START.plus(Duration.ofMinutes(50));
        ActionsApi hasty = api(Duration.ofMinutes(10), "GITHUB_TOKEN", SECRET);
        github.on(RUN, limited(json(run(1)), 0, reset));
        hasty.run(REPOSITORY, 1);

        NotNow stop = catchThrowableOfType(NotNow.class, () -> hasty.run(REPOSITORY, 1));

        assertThat(stop).hasMessageContaining("--max-wait=10m").hasMessageContaining("2025-12-01T12:50:01Z");
        assertThat(stop.until()).isEqualTo(reset.plusSeconds(1));
        assertThat(github.requests()).hasSize(1);
        assertThat(clock.elapsed()).isZero();
    }

    @Test
    void aRequestThatIsRefusedForEverGivesUp() {
        github.on(RUN, dated(status(429)));

        assertThatExceptionOfType(NotNow.class).isThrownBy(() -> api.run(REPOSITORY, 1));
        assertThat(github.requests()).hasSizeLessThan(10);
        assertThat(clock.elapsed()).isLessThan(Duration.ofMinutes(65));
    }

    @Test
    void manyThreadsShareOneGate() throws Exception {
        Instant reset = TestClock.START.plus(Duration.ofMinutes(5));
        AtomicInteger left = new AtomicInteger(5);
        List<Instant> arrivals = new CopyOnWriteArrayList<>();
        github.onEach(RUN, request -> {
            arrivals.add(clock.instant());
            return clock.instant().isBefore(reset)
                    ? dated(limited(json(run(1)), left.decrementAndGet(), reset))
                    : dated(limited(json(run(1)), 5000, reset.plusSeconds(3600)));
        });
        api.run(REPOSITORY, 1);

        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Found<WorkflowRun>>> answers =
                    threads.invokeAll(Collections.nCopies(40, () -> api.run(REPOSITORY, 1)));
            for (Future<Found<WorkflowRun>> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Found.Here.class);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(arrivals).hasSize(41);
        assertThat(arrivals.stream().filter(arrival -> arrival.isBefore(reset.plusSeconds(1))))
                .hasSize(5);
    }

    @Test
    void severalTokensEachHaveABudget() {
        ActionsApi rich = api(Duration.ZERO, "GITHUB_TOKENS", "first-token, second-token");
        Instant reset = TestClock.START.plus(Duration.ofMinutes(50));
        github.onEach(
                RUN,
                request -> limited(
                        json(run(1)), request.header("Authorization").endsWith("first-token") ? 0 : 100, reset));

        for (int request = 0; request < 5; request++) {
            rich.run(REPOSITORY, 1);
        }

        assertThat(github.requests().stream()
                        .map(request -> request.header("Authorization"))
                        .filter("Bearer second-token"::equals))
                .hasSize(4);
        assertThat(rich.rateLimit().tokens())
                .extracting(RateLimit.OfToken::token)
                .containsExactly("token 1 of 2 (GITHUB_TOKENS)", "token 2 of 2 (GITHUB_TOKENS)");
    }

    @Test
    void aBadTokenIsNamedNotShown() {
        github.on(RUN, status(401, "{\"message\":\"Bad credentials\"}"));

        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> api.run(REPOSITORY, 1))
                .withMessageContaining("401")
                .withMessageContaining("Bad credentials")
                .withMessageContaining("set GITHUB_TOKEN")
                .withMessageNotContaining(SECRET);
        assertThat(github.requests()).hasSize(1);
    }

    @Test
    void aMissingRightIsNoRateLimit() {
        github.on(
                RUN,
                limited(
                        status(403, "{\"message\":\"Resource not accessible by personal access token\"}"),
                        4000,
                        TestClock.START.plusSeconds(60)));

        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> api.run(REPOSITORY, 1))
                .withMessageContaining("Resource not accessible");
        assertThat(github.requests()).hasSize(1);
    }

    @Test
    void withoutATokenNoneIsSent() {
        ActionsApi anonymous = api(Duration.ofMinutes(65), "GITHUB_TOKEN", " ");
        github.on(RUN, json(run(1)), status(401));

        assertThat(anonymous.hasToken()).isFalse();
        assertThat(anonymous.run(REPOSITORY, 1)).isInstanceOf(Found.Here.class);
        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> anonymous.run(REPOSITORY, 1))
                .withMessageContaining("GITHUB_TOKEN");
        assertThat(github.tokensSeen()).isZero();
    }

    @Test
    void anInterruptedThreadStopsAndStaysInterrupted() {
        github.onEach(RUN, request -> status(502));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(NotNow.class).isThrownBy(() -> api.run(REPOSITORY, 1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(github.requests()).isEmpty();
    }

    private List<Instant> arrivalsOf(String path, ScriptedGitHub.Reply... replies) {
        List<Instant> arrivals = new CopyOnWriteArrayList<>();
        AtomicInteger place = new AtomicInteger();
        github.onEach(path, request -> {
            arrivals.add(clock.instant());
            return dated(replies[Math.min(place.getAndIncrement(), replies.length - 1)]);
        });
        return arrivals;
    }

    private ScriptedGitHub.Reply limited(ScriptedGitHub.Reply reply, long remaining, Instant reset) {
        return reply.with("x-ratelimit-limit", 5000)
                .with("x-ratelimit-remaining", remaining)
                .with("x-ratelimit-reset", reset.getEpochSecond());
    }

    private ScriptedGitHub.Reply dated(ScriptedGitHub.Reply reply) {
        return reply.with(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
    }
}
