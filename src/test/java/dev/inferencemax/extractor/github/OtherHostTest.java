package dev.inferencemax.extractor.github;

import static dev.inferencemax.extractor.github.ScriptedGitHub.bytes;
import static dev.inferencemax.extractor.github.ScriptedGitHub.cutAfter;
import static dev.inferencemax.extractor.github.ScriptedGitHub.json;
import static dev.inferencemax.extractor.github.ScriptedGitHub.nothing;
import static dev.inferencemax.extractor.github.ScriptedGitHub.redirect;
import static dev.inferencemax.extractor.github.ScriptedGitHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class OtherHostTest {

    private static final String SECRET = "ya29.secret";
    private static final String OBJECT = "/storage/v1/b/backup/o/a";

    private final ScriptedGitHub server = new ScriptedGitHub();
    private final ScriptedGitHub another = new ScriptedGitHub();
    private final TestClock clock = new TestClock();

    @AfterEach
    void nobodyElseSawTheToken(CapturedOutput output) {
        server.close();
        another.close();
        assertThat(another.tokensSeen()).isZero();
        assertThat(output.getAll()).doesNotContain(SECRET);
    }

    private OtherHost host(String secret) {
        return host(secret, Duration.ofSeconds(20));
    }

    private OtherHost host(String secret, Duration silence) {
        Timing timing = new Timing(Duration.ofSeconds(5), silence, silence, Duration.ofSeconds(1), 6);
        return new OtherHosts(
                        new MockEnvironment().withProperty("GCS_TOKEN", secret),
                        new Http(timing, "test", new RequestCounts(), ObservationRegistry.NOOP),
                        new Patience.Limits("nobody", clock, clock, Duration.ofMinutes(65), timing))
                .at("--gcs-api-url=" + server.url(), server.url(), "--backup-dir=gs://backup", "GCS_TOKEN");
    }

    private String text(OtherHost host) {
        Found<String> found =
                host.get(server.url(OBJECT), (body, length) -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
        return found instanceof Found.Here<String> here ? here.value() : "gone";
    }

    @Test
    void theTokenGoesToTheServerAndNowhereElse() {
        server.on(OBJECT, redirect(302, another.url("/elsewhere?sig=x")));
        another.on("/elsewhere", json("the bytes"));

        assertThat(text(host(SECRET))).isEqualTo("the bytes");
        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer " + SECRET));
        assertThat(another.requests()).hasSize(1);
    }

    @Test
    void withoutATokenItIsAskedAnonymously() {
        server.on(OBJECT, json("the bytes"));

        assertThat(text(host(""))).isEqualTo("the bytes");
        assertThat(server.tokensSeen()).isZero();
    }

    static Stream<ScriptedGitHub.Reply> faults() {
        return Stream.of(
                status(429),
                status(503),
                status(500),
                status(408),
                status(403, "{\"error\":{\"errors\":[{\"reason\":\"userRateLimitExceeded\"}]}}"),
                cutAfter(new byte[10], 1000),
                nothing(),
                bytes(200, "<html>".getBytes(StandardCharsets.UTF_8)).with("Content-Type", "text/html"),
                redirect(302, "http://["));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatMayPassIsTriedAgainAfterAPause(ScriptedGitHub.Reply fault) {
        server.on(OBJECT, fault, fault, json("the bytes"));

        assertThat(text(host(SECRET))).isEqualTo("the bytes");
        assertThat(clock.elapsed()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatStaysSoEndsInNoAnswer(ScriptedGitHub.Reply fault) {
        server.on(OBJECT, fault);

        assertThatExceptionOfType(NoAnswer.class)
                .isThrownBy(() -> text(host(SECRET)))
                .withMessageContaining("--backup-dir=gs://backup")
                .withMessageContaining("goes on later");
    }

    @Test
    void aStallInTheMiddleIsNoticed() {
        server.on(OBJECT, server.silentAfter(new byte[5], 1000), json("the bytes"));

        assertThat(text(host(SECRET, Duration.ofMillis(300)))).isEqualTo("the bytes");
    }

    @Test
    void nobodyAsksBeforeTheTimeTheServerNamedIsOver() {
        server.on(OBJECT, status(429).with("Retry-After", 90), json("the bytes"));
        OtherHost host = host(SECRET);

        assertThat(text(host)).isEqualTo("the bytes");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aWaitBeyondTheLongestStopsAtOnce() {
        server.on(OBJECT, status(503).with("Retry-After", 7200));

        assertThatExceptionOfType(NotNow.class).isThrownBy(() -> text(host(SECRET)));
        assertThat(server.requests()).hasSize(1);
        assertThat(clock.elapsed()).isZero();
    }

    @Test
    void whatIsNotThereIsAValue() {
        server.on(OBJECT, status(404));

        assertThat(text(host(SECRET))).isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whoMayNotReadIsToldWhichVariableToSet(int status) {
        server.on(OBJECT, status(status, "{\"error\":{\"message\":\"no access\"}}"));

        for (String secret : new String[] {SECRET, ""}) {
            assertThatExceptionOfType(AccessRefused.class)
                    .isThrownBy(() -> text(host(secret)))
                    .withMessageContaining("--backup-dir=gs://backup")
                    .withMessageContaining("GCS_TOKEN")
                    .withMessageContaining("no access")
                    .withMessageNotContaining(SECRET);
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aRedirectInTheClearIsRefused() {
        server.on(OBJECT, redirect(302, "http://storage.example/a"));

        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> text(host(SECRET)));
    }

    @Test
    void redirectsInCirclesEnd() {
        server.on(OBJECT, redirect(302, server.url(OBJECT)));

        assertThatExceptionOfType(NoAnswer.class).isThrownBy(() -> text(host(SECRET)));
    }

    @Test
    void anAddressThatAnybodyCouldReadOnTheWayIsRefused() {
        OtherHosts hosts = new OtherHosts(
                new MockEnvironment(),
                new Http(Timing.STANDARD, "test", new RequestCounts(), ObservationRegistry.NOOP),
                new Patience.Limits("nobody", clock, clock, Duration.ZERO, Timing.STANDARD));

        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> hosts.at("--gcs-api-url=x", URI.create("http://storage.example"), "it", "GCS_TOKEN"))
                .withMessageContaining("--gcs-api-url=x");
    }
}
