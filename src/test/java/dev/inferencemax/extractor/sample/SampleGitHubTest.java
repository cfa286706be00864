package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static dev.inferencemax.extractor.sample.SampleClient.count;
import static dev.inferencemax.extractor.sample.SampleClient.header;
import static dev.inferencemax.extractor.sample.SampleClient.link;
import static dev.inferencemax.extractor.sample.SampleClient.text;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleGitHubTest {

    private static final String REPO = "/repos/InferenceMAX/InferenceMAX";
    private static final String NAME = "gptoss_1k1k_fp4_vllm_tp8_ep1_dpa_false_conc8_h100-cw_1";

    private final SampleGitHub github = SampleGitHub.start();
    private final SampleClient client = new SampleClient(github);

    @AfterEach
    void stop() {
        github.close();
    }

    private SampleWorkflowRun run(long id) {
        return github.repository().run(id);
    }

    @Test
    void aListingIsPagedAndLinkedByTheRepositorysId() throws Exception {
        for (int i = 0; i < 250; i++) {
            run(1000 + i).created(Instant.parse("2025-10-01T00:00:00Z").plusSeconds(i));
        }

        HttpResponse<byte[]> first = client.get(REPO + "/actions/runs?per_page=100");
        HttpResponse<byte[]> last = client.send(link(first, "last"), "Authorization", "Bearer t0ken");

        assertThat(text(first)).contains("\"total_count\": 250").contains("\"id\": 1249,");
        assertThat(count(first, "\"run_attempt\"")).isEqualTo(100);
        assertThat(link(first, "next"))
                .contains("/repositories/" + github.repository().id() + "/", "per_page=100", "page=2");
        assertThat(count(last, "\"run_attempt\"")).isEqualTo(50);
        assertThat(link(last, "next")).isEmpty();
        assertThat(link(last, "prev")).endsWith("page=2");
    }

    @Test
    void runsBeyondAThousandAreCountedButNotListed() throws Exception {
        for (int i = 0; i < 1050; i++) {
            run(1000 + i);
        }

        HttpResponse<byte[]> tenth = client.get(REPO + "/actions/runs?per_page=100&page=10");
        HttpResponse<byte[]> eleventh = client.get(REPO + "/actions/runs?per_page=100&page=11");

        assertThat(count(tenth, "\"run_attempt\"")).isEqualTo(100);
        assertThat(link(tenth, "next")).isEmpty();
        assertThat(text(eleventh)).contains("\"total_count\": 1050").contains("\"workflow_runs\": []");
    }

    @Test
    void runsAreFilteredByTheirTime() throws Exception {
        run(1).created("2025-10-30T23:59:59Z");
        run(2).created("2025-10-31T00:00:00Z");
        run(3).created("2025-10-31T23:59:59Z");
        run(4).created("2025-11-01T00:00:00Z");

        assertThat(idsCreated("2025-10-31")).isEqualTo("3 2");
        assertThat(idsCreated("2025-10-30..2025-10-31")).isEqualTo("3 2 1");
        assertThat(idsCreated("%3E%3D2025-10-31")).isEqualTo("4 3 2");
        assertThat(idsCreated("%3C%3D2025-10-31")).isEqualTo("3 2 1");
        assertThat(idsCreated("%3C2025-10-31")).isEqualTo("1");
        assertThat(idsCreated("2025-10-31T00:00:00Z..2025-10-31T23:59:58Z")).isEqualTo("2");
        assertThat(idsCreated("*..2025-10-30")).isEqualTo("1");
    }

    private String idsCreated(String value) throws Exception {
        return ids(client.get(REPO + "/actions/runs?created=" + value));
    }

    private static String ids(HttpResponse<byte[]> listing) {
        StringBuilder ids = new StringBuilder();
        Pattern.compile("\\{\"id\": ([0-9]+), \"name\": \"[^\"]*\", \"node_id\": \"WFR")
                .matcher(text(listing))
                .results()
                .forEach(match -> ids.append(' ').append(match.group(1)));
        return ids.toString().trim();
    }

    @Test
    void runsAreFilteredByWorkflowBranchEventAndStatus() throws Exception {
        run(1).workflow("test.yml").branch("topic").event("pull_request").conclusion("failure");
        run(2).workflow("run-sweep.yml").inProgress();

        assertThat(ids(client.get(REPO + "/actions/workflows/test.yml/runs"))).isEqualTo("1");
        assertThat(ids(client.get(REPO + "/actions/workflows/195698854/runs"))).isEqualTo("1");
        assertThat(ids(client.get(REPO + "/actions/runs?branch=main"))).isEqualTo("2");
        assertThat(ids(client.get(REPO + "/actions/runs?event=pull_request"))).isEqualTo("1");
        assertThat(ids(client.get(REPO + "/actions/runs?status=completed"))).isEqualTo("1");
        assertThat(ids(client.get(REPO + "/actions/runs?status=failure"))).isEqualTo("1");
        assertThat(client.get(REPO + "/actions/workflows/none.yml/runs").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFormerNameOfARepositoryIsAnsweredWithItsId() throws Exception {
        SampleRepository renamed =
                github.repository("SemiAnalysisAI/InferenceX").renamedFrom("InferenceMAX/InferenceMAX");

        HttpResponse<byte[]> response = client.get(REPO + "/actions/runs?per_page=7");

        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(header(response, "Location"))
                .isEqualTo(github.apiUrl() + "/repositories/" + renamed.id() + "/actions/runs?per_page=7");
        assertThat(client.send(header(response, "Location")).statusCode()).isEqualTo(200);
        assertThat(client.get("/repos/nobody/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aZipLiesBehindASignedUrlOnAnotherPort() throws Exception {
        run(1).has(anArtifact(NAME).id(77).with(aResult()));

        HttpResponse<byte[]> listing = client.get(REPO + "/actions/runs/1/artifacts");
        HttpResponse<byte[]> redirect = client.get(REPO + "/actions/artifacts/77/zip");
        HttpResponse<byte[]> blob = client.send(header(redirect, "Location"));

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(header(redirect, "Location")).startsWith(github.blobUrl().toString());
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(blob.body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("agg_" + NAME + ".json");
        }
        assertThat(text(listing))
                .contains("\"size_in_bytes\": " + blob.body().length)
                .contains(Zips.digest(blob.body()))
                .contains("\"expires_at\": \"2026-01-29T20:11:47Z\"");
        assertThat(github.requests().downloadsOf(77)).isEqualTo(1);
        assertThat(github.requests().api()).isEqualTo(2);
        github.assertClean();
    }

    @Test
    void aSignedUrlEndsAndCannotBeForged() throws Exception {
        run(1).has(anArtifact(NAME).id(77).with(aResult()));
        String location = header(client.get(REPO + "/actions/artifacts/77/zip"), "Location");
        github.signedUrlsLastFor(Duration.ofSeconds(-1));
        String late = header(client.get(REPO + "/actions/artifacts/77/zip"), "Location");

        assertThat(client.send(location.replaceFirst("sig=..", "sig=xx")).statusCode())
                .isEqualTo(403);
        assertThat(client.send(late).statusCode()).isEqualTo(403);
        assertThat(client.send(location).statusCode()).isEqualTo(200);
    }

    @Test
    void anAuthorizationHeaderAtTheBlobStorageIsAViolation() throws Exception {
        run(1).has(anArtifact(NAME).id(77).with(aResult()));
        String location = header(client.get(REPO + "/actions/artifacts/77/zip"), "Location");

        client.send(location, "Authorization", "Bearer t0ken");

        assertThat(github.violations()).singleElement().asString().contains("Authorization");
    }

    @Test
    void aTokenInAnUrlIsAViolation() throws Exception {
        client.get(REPO + "?access_token=t0ken");

        assertThat(github.violations()).singleElement().asString().contains("token");
    }

    @Test
    void anExpiredArtifactIsListedButGone() throws Exception {
        run(1).has(anArtifact(NAME).id(77).with(aResult()).withoutDigest().expired());

        HttpResponse<byte[]> zip = client.get(REPO + "/actions/artifacts/77/zip");

        assertThat(text(client.get(REPO + "/actions/artifacts/77")))
                .contains("\"expired\": true")
                .contains("\"digest\": null");
        assertThat(zip.statusCode()).isEqualTo(410);
        assertThat(text(zip)).contains("Artifact has expired");
    }

    @Test
    void whoIsNotAuthorizedIsTurnedAway() throws Exception {
        run(1).has(anArtifact(NAME).id(77).with(aResult()));

        assertThat(client.getWithout(REPO + "/actions/runs").statusCode()).isEqualTo(200);
        assertThat(client.getWithout(REPO + "/actions/artifacts/77/zip").statusCode())
                .isEqualTo(401);
        github.requireToken("another");
        assertThat(text(client.get(REPO))).contains("Bad credentials");
    }

    @Test
    void anUnchangedAnswerCostsNothing() throws Exception {
        run(1);
        HttpResponse<byte[]> first = client.get(REPO + "/actions/runs");
        String url = github.apiUrl() + REPO + "/actions/runs";

        HttpResponse<byte[]> again =
                client.send(url, "Authorization", "Bearer t0ken", "If-None-Match", header(first, "ETag"));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "x-ratelimit-remaining")).isEqualTo(header(first, "x-ratelimit-remaining"));
        assertThat(github.requests().notModified()).isEqualTo(1);
        run(2);
        assertThat(client.send(url, "If-None-Match", header(first, "ETag")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theStateOfTheBudgetIsToldForNothing() throws Exception {
        client.get(REPO);

        assertThat(text(client.get("/rate_limit"))).contains("\"remaining\": 4999");
        assertThat(text(client.get("/rate_limit"))).contains("\"remaining\": 4999");
    }

    @Test
    void theSameNameTwiceAndTheWholeRepositorysArtifactsAreListedNewestFirst() throws Exception {
        run(1).has(
                        anArtifact(NAME).id(10).with(aResult()),
                        anArtifact(NAME).id(12).with(aResult().seed(2)));
        run(2).has(anArtifact("run-stats").id(11).file("run_stats.json", "null"));

        assertThat(text(client.get(REPO + "/actions/artifacts?per_page=2")))
                .containsSubsequence("\"total_count\": 3", "\"id\": 12", "\"id\": 11");
        assertThat(count(client.get(REPO + "/actions/runs/1/artifacts?name=" + NAME), "\"expires_at\""))
                .isEqualTo(2);
        assertThat(count(client.get(REPO + "/actions/runs/1/jobs"), "\"runner_name\": \"h100-cw_1\""))
                .isEqualTo(2);
    }

    @Test
    void aHundredThousandArtifactsAreThereWithoutBeingHeld() throws Exception {
        github.repository().lazily(1000, 100, true);

        HttpResponse<byte[]> last = client.get(REPO + "/actions/artifacts?per_page=100&page=1010");
        HttpResponse<byte[]> run = client.get(REPO + "/actions/runs/21000000000/artifacts?per_page=100");

        assertThat(text(last)).contains("\"total_count\": 101000");
        assertThat(count(last, "\"expires_at\"")).isEqualTo(100);
        assertThat(count(run, "\"name\": \"results_bmk\"")).isEqualTo(1);
        assertThat(count(run, "\"name\": \"bmk_")).isEqualTo(99);
    }
}
