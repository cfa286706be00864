package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static dev.inferencemax.extractor.sample.SampleClient.header;
import static dev.inferencemax.extractor.sample.SampleClient.text;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final String RUNS = "/repos/InferenceMAX/InferenceMAX/actions/runs";
    private static final String ZIP = "/repos/InferenceMAX/InferenceMAX/actions/artifacts/77/zip";

    private final MovedClock clock = new MovedClock();
    private final SampleGitHub github = SampleGitHub.start(clock);
    private final SampleClient client = new SampleClient(github);

    FaultTest() {
        github.repository().run(1).has(anArtifact("results_all").id(77).with(aResult()));
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private String location() throws IOException {
        return header(client.get(ZIP), "Location");
    }

    @Test
    void faultsHappenInTheirOrderAndThenAllIsNormal() throws Exception {
        github.on(Endpoint.RUNS)
                .answers(Fault.serverError(503), Fault.none(), Fault.html())
                .then(Fault.brokenJson());

        assertThat(client.get(RUNS).statusCode()).isEqualTo(503);
        assertThat(text(client.get(RUNS))).contains("\"total_count\": 1");
        assertThat(header(client.get(RUNS), "Content-Type")).startsWith("text/html");
        assertThat(text(client.get(RUNS))).startsWith("{\"total_count\"").doesNotEndWith("}");
        assertThat(text(client.get(RUNS))).endsWith("}");
    }

    @Test
    void faultsMayConcernSomePathsOnlyAndLastForEver() throws Exception {
        github.on(Endpoint.RUNS)
                .whenMatching(target -> target.endsWith("page=2"))
                .always(Fault.serverError(500));

        assertThat(client.get(RUNS + "?page=1").statusCode()).isEqualTo(200);
        assertThat(client.get(RUNS + "?page=2").statusCode()).isEqualTo(500);
        assertThat(client.get(RUNS + "?page=2").statusCode()).isEqualTo(500);
        github.behaves();
        assertThat(client.get(RUNS + "?page=2").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyMayEndEarly() throws Exception {
        String location = location();
        github.on(Endpoint.BLOB).answers(Fault.truncated());

        assertThatThrownBy(() -> client.send(location)).isInstanceOf(IOException.class);
        assertThat(client.send(location).statusCode()).isEqualTo(200);
        assertThat(github.requests().downloadsOf(77)).isEqualTo(1);
    }

    @Test
    void aConnectionMayDie() {
        github.on(Endpoint.RUNS).always(Fault.reset());

        assertThatThrownBy(() -> client.get(RUNS)).isInstanceOf(IOException.class);
    }

    @Test
    void aSignedUrlMayBeStaleFromTheBeginning() throws Exception {
        github.on(Endpoint.ZIP).answers(Fault.staleUrl());

        assertThat(client.send(location()).statusCode()).isEqualTo(403);
        assertThat(client.send(location()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoAsksDuringARateLimitViolatesItAndIsRefusedAgain() throws Exception {
        github.on(Endpoint.RUNS).answers(Fault.rateLimited(Duration.ofMinutes(3)));

        HttpResponse<byte[]> limited = client.get(RUNS);
        assertThat(limited.statusCode()).isEqualTo(403);
        assertThat(header(limited, "x-ratelimit-remaining")).isEqualTo("0");
        assertThat(Long.parseLong(header(limited, "x-ratelimit-reset")))
                .isBetween(Instant.now().getEpochSecond() + 170, Instant.now().getEpochSecond() + 181);
        github.assertClean();

        assertThat(client.get(RUNS).statusCode()).isEqualTo(403);
        assertThat(github.violations()).singleElement().asString().contains("before the wait was over");

        clock.advance(Duration.ofMinutes(3));
        assertThat(client.get(RUNS).statusCode()).isEqualTo(200);
        assertThat(github.violations()).hasSize(1);
    }

    @Test
    void whatWasOnItsWayWhenTheLimitWasToldIsForgivenOnce() throws Exception {
        SampleClient other = new SampleClient(github);
        github.on(Endpoint.RUNS).answers(Fault.rateLimited(Duration.ofMinutes(3)));
        client.get(RUNS);

        assertThat(other.get(RUNS).statusCode()).isEqualTo(403);
        github.assertClean();
        other.get(RUNS);
        assertThat(github.violations()).hasSize(1);
    }

    @Test
    void aSecondaryLimitStatesItsWaitOrMeansAMinute() throws Exception {
        github.on(Endpoint.RUNS)
                .answers(Fault.secondaryLimit(Duration.ofSeconds(20)), Fault.secondaryLimit(), Fault.none());

        assertThat(header(client.get(RUNS), "Retry-After")).isEqualTo("20");
        clock.advance(Duration.ofSeconds(20));
        assertThat(client.get(RUNS).headers().firstValue("Retry-After")).isEmpty();
        clock.advance(Duration.ofSeconds(59));
        client.get(RUNS);
        assertThat(github.violations()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.get(RUNS).statusCode()).isEqualTo(200);
    }

    @Test
    void aSpentBudgetIsRefusedUntilItsWindowEnds() throws Exception {
        github.budget(2, Duration.ofHours(1));

        assertThat(header(client.get(RUNS), "x-ratelimit-remaining")).isEqualTo("1");
        assertThat(header(client.get(RUNS), "x-ratelimit-remaining")).isEqualTo("0");
        github.assertClean();
        assertThat(client.get(RUNS).statusCode()).isEqualTo(403);
        assertThat(github.violations()).hasSize(1);
        clock.advance(Duration.ofHours(1));
        assertThat(header(client.get(RUNS), "x-ratelimit-remaining")).isEqualTo("1");
    }

    @Test
    void eachTokenHasItsOwnBudget() throws Exception {
        github.budget(1, Duration.ofHours(1));
        client.get(RUNS);

        assertThat(client.send(github.apiUrl() + RUNS, "Authorization", "Bearer second")
                        .statusCode())
                .isEqualTo(200);
        github.assertClean();
    }

    @Test
    void somethingMayHappenWhileAListingIsPaged() throws Exception {
        github.on(Endpoint.RUNS)
                .answers(Fault.meanwhile(() -> github.repository().run(2)), Fault.totalCount(9999));

        assertThat(text(client.get(RUNS))).contains("\"total_count\": 2");
        assertThat(text(client.get(RUNS))).contains("\"total_count\": 9999");
    }

    private static final class MovedClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

        void advance(Duration duration) {
            now.updateAndGet(instant -> instant.plus(duration));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
