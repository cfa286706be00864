package dev.inferencemax.extractor.sample;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Workflows, runs, artifacts and jobs in the shape in which GitHub answers them. */
final class GitHubJson {

    private final URI api;

    GitHubJson(URI api) {
        this.api = api;
    }

    private String url(SampleRepository repository, String rest) {
        return api + "/repos/" + repository.fullName() + rest;
    }

    private static String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Map<String, Object> repository(SampleRepository repository) {
        Map<String, Object> json = shortRepository(repository);
        json.put("created_at", "2025-07-12T00:00:00Z");
        json.put("default_branch", "main");
        json.put("archived", false);
        json.put("visibility", "public");
        return json;
    }

    private Map<String, Object> shortRepository(SampleRepository repository) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", repository.id());
        json.put("node_id", "R_" + repository.id());
        json.put("name", repository.name());
        json.put("full_name", repository.fullName());
        json.put("private", false);
        json.put("owner", actor(repository.owner()));
        json.put("html_url", "https://github.com/" + repository.fullName());
        json.put("fork", false);
        json.put("url", url(repository, ""));
        return json;
    }

    private static Map<String, Object> actor(String login) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("login", login);
        json.put("id", Math.floorMod(login.hashCode(), 100_000_000));
        json.put("type", "User");
        return json;
    }

    Map<String, Object> workflow(SampleRepository repository, SampleWorkflow workflow) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", workflow.id());
        json.put("node_id", "W_" + workflow.id());
        json.put("name", workflow.name());
        json.put("path", workflow.path());
        json.put("state", "active");
        json.put("created_at", "2025-09-15T00:00:00.000Z");
        json.put("updated_at", "2025-09-15T00:00:00.000Z");
        json.put("url", url(repository, "/actions/workflows/" + workflow.id()));
        json.put("html_url", "https://github.com/" + repository.fullName() + "/blob/main/" + workflow.path());
        return json;
    }

    Map<String, Object> run(SampleWorkflowRun run) {
        SampleRepository repository = run.repository();
        String url = url(repository, "/actions/runs/" + run.id());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", run.id());
        json.put("name", run.workflow().name());
        json.put("node_id", "WFR_" + run.id());
        json.put("head_branch", run.branch());
        json.put("head_sha", run.headSha());
        json.put("path", run.workflow().path());
        json.put("display_title", run.workflow().name() + " on " + run.branch());
        json.put("run_number", run.id() % 10_000);
        json.put("event", run.event());
        json.put("status", run.status());
        json.put("conclusion", run.conclusion());
        json.put("workflow_id", run.workflow().id());
        json.put("check_suite_id", run.id() * 2);
        json.put("url", url);
        json.put("html_url", "https://github.com/" + repository.fullName() + "/actions/runs/" + run.id());
        json.put("pull_requests", List.of());
        json.put("created_at", at(run.createdAt()));
        json.put("updated_at", at(run.updated()));
        json.put("actor", actor(repository.owner()));
        json.put("run_attempt", run.attempt());
        json.put("referenced_workflows", List.of());
        json.put("run_started_at", at(run.createdAt()));
        json.put("triggering_actor", actor(repository.owner()));
        json.put("jobs_url", url + "/jobs");
        json.put("logs_url", url + "/logs");
        json.put("artifacts_url", url + "/artifacts");
        json.put("previous_attempt_url", run.attempt() == 1 ? null : url + "/attempts/" + (run.attempt() - 1));
        json.put(
                "workflow_url",
                url(repository, "/actions/workflows/" + run.workflow().id()));
        json.put("repository", shortRepository(repository));
        json.put("head_repository", headRepository(run));
        return json;
    }

    private Map<String, Object> headRepository(SampleWorkflowRun run) {
        Map<String, Object> json = shortRepository(run.repository());
        if (run.isFromFork()) {
            json.put("id", forkId(run.repository()));
            json.put("full_name", "somebody/" + run.repository().name());
            json.put("owner", actor("somebody"));
            json.put("fork", true);
        }
        return json;
    }

    private static long forkId(SampleRepository repository) {
        return repository.id() + 1_000_000;
    }

    Map<String, Object> artifact(Shelf.Placed placed) {
        SampleArtifact artifact = placed.artifact();
        SampleWorkflowRun run = placed.run();
        String url = url(run.repository(), "/actions/artifacts/" + artifact.id());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", artifact.id());
        json.put("node_id", "A_" + artifact.id());
        json.put("name", artifact.name());
        json.put("size_in_bytes", artifact.bytes().length);
        json.put("url", url);
        json.put("archive_download_url", url + "/zip");
        json.put("expired", artifact.isExpired());
        json.put("digest", artifact.digest().orElse(null));
        json.put("created_at", at(artifact.createdOr(run.createdAt())));
        json.put("updated_at", at(artifact.createdOr(run.createdAt())));
        json.put("expires_at", at(artifact.expiresAt(run.createdAt())));
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("id", run.id());
        origin.put("repository_id", run.repository().id());
        origin.put(
                "head_repository_id",
                run.isFromFork() ? forkId(run.repository()) : run.repository().id());
        origin.put("head_branch", run.branch());
        origin.put("head_sha", run.headSha());
        json.put("workflow_run", origin);
        return json;
    }

    /** One job for each artifact, since that is how the benchmark works. */
    Map<String, Object> job(SampleWorkflowRun run, SampleArtifact artifact) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", artifact.id() * 10);
        json.put("run_id", run.id());
        json.put("run_attempt", run.attempt());
        json.put("head_sha", run.headSha());
        json.put("status", run.status());
        json.put("conclusion", run.conclusion());
        json.put("created_at", at(run.createdAt()));
        json.put("started_at", at(run.createdAt()));
        json.put("completed_at", run.conclusion() == null ? null : at(run.updated()));
        json.put("name", "sweep / " + artifact.name());
        json.put("workflow_name", run.workflow().name());
        json.put("head_branch", run.branch());
        json.put("runner_name", artifact.name().replaceFirst(".*_((?:g?b|h|mi)[0-9][a-z0-9-]*_[0-9]+)$", "$1"));
        return json;
    }
}
