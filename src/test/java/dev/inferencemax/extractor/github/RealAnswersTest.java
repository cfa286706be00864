package dev.inferencemax.extractor.github;

import static dev.inferencemax.extractor.github.ScriptedGitHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What GitHub really answered, served again. It is no part of the project: where {@code EXTRACTOR_REAL_DATA} (or
 * {@code ../shared/real}) does not hold it, nothing is tested.
 */
class RealAnswersTest extends ApiOnLoopback {

    private static final Path ANSWERS = Path.of(System.getenv().getOrDefault("EXTRACTOR_REAL_DATA", "../shared/real"))
            .resolve("github-api");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long RUN = 29_820_102_138L;
    private static final long RUN_OF_JOBS = 18_253_195_511L;

    @BeforeAll
    static void answersAreThere() {
        assumeTrue(
                Files.isDirectory(ANSWERS),
                () -> "no answers at " + ANSWERS.toAbsolutePath() + "; EXTRACTOR_REAL_DATA says where real data are");
    }

    private static String answer(String file) throws IOException {
        return Files.readString(ANSWERS.resolve(file));
    }

    @Test
    void aRunIsReadWhole() throws IOException {
        String served = answer("github_run.excerpt.json");
        github.on(REPO + "/actions/runs/" + RUN, json(served));

        WorkflowRun run = found(api.run(REPOSITORY, RUN));

        assertThat(run)
                .isEqualTo(new WorkflowRun(
                        RUN,
                        1,
                        202_452_638,
                        "e2e Test - GLM-5.2 FP8 H200 AgentX HiSparse complete c1-c8 sweep unofficial",
                        ".github/workflows/e2e-tests.yml",
                        "workflow_dispatch",
                        "explore/glm52-h200-agentx-pp-pareto",
                        "3ac9ddfd8161c96ec7e18b1bcfab340369185fcf",
                        "completed",
                        "success",
                        Instant.parse("2026-07-21T09:54:06Z"),
                        Instant.parse("2026-07-21T13:59:03Z"),
                        false,
                        run.json()));
        assertThat(run.workflowFile()).isEqualTo("e2e-tests.yml");
        assertThat(JSON.readTree(run.json())).isEqualTo(JSON.readTree(served));
    }

    @Test
    void everyArtifactOfTheListingIsReadWholeAndThatItIsAnExcerptIsSaid(CapturedOutput said) throws IOException {
        JsonNode served = JSON.readTree(answer("github_artifacts.excerpt.json"));
        github.on(REPO + "/actions/runs/" + RUN + "/artifacts", json(served.toString()));

        ArtifactListing listing = found(api.artifacts(REPOSITORY, RUN));

        List<JsonNode> artifacts = served.path("artifacts").valueStream().toList();
        assertThat(listing.artifacts()).hasSameSizeAs(artifacts).isNotEmpty();
        for (int i = 0; i < artifacts.size(); i++) {
            RunArtifact artifact = listing.artifacts().get(i);
            JsonNode as = artifacts.get(i);
            assertThat(artifact)
                    .isEqualTo(new RunArtifact(
                            as.path("id").asLong(),
                            as.path("name").asString(),
                            as.path("size_in_bytes").asLong(),
                            as.path("digest").asString(),
                            as.path("expired").asBoolean(),
                            Instant.parse(as.path("created_at").asString()),
                            Instant.parse(as.path("expires_at").asString()),
                            RUN,
                            artifact.json()));
            assertThat(JSON.readTree(artifact.json())).isEqualTo(as);
        }
        assertThat(JSON.readTree(listing.json())).isEqualTo(served);
        assertThat(said.getAll())
                .contains("run %d lists %d artifacts, but says it has %d"
                        .formatted(
                                RUN,
                                artifacts.size(),
                                served.path("total_count").asInt()));
    }

    /** Kept by the command line client, which has names of its own for the fields. */
    @Test
    void everyJobOfTheListingIsRead() throws IOException {
        String kept = answer("gh_run_view_jobs_18253195511.json");
        JsonNode jobs = JSON.readTree(kept).path("jobs");
        String served = Pattern.compile("\"(databaseId|startedAt|completedAt)\":")
                .matcher(kept)
                .replaceAll(field -> switch (field.group(1)) {
                    case "databaseId" -> "\"id\":";
                    case "startedAt" -> "\"started_at\":";
                    default -> "\"completed_at\":";
                });
        github.on(REPO + "/actions/runs/" + RUN_OF_JOBS + "/jobs", json(served));

        List<Job> read = api.jobs(REPOSITORY, RUN_OF_JOBS).toList();

        assertThat(read).hasSize(472);
        assertThat(read)
                .extracting(job -> job.id() + " " + job.name() + " " + job.status() + " " + job.conclusion() + " "
                        + job.startedAt())
                .containsExactlyElementsOf(jobs.valueStream()
                        .map(job -> job.path("databaseId").asLong() + " "
                                + job.path("name").asString() + " "
                                + job.path("status").asString() + " "
                                + job.path("conclusion").asString() + " "
                                + job.path("startedAt").asString())
                        .toList());
    }

    private static <T> T found(Found<T> found) {
        assertThat(found).isInstanceOf(Found.Here.class);
        return ((Found.Here<T>) found).value();
    }
}
