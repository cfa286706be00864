package dev.inferencemax.extractor.github;

import static dev.inferencemax.extractor.github.ScriptedGitHub.json;
import static dev.inferencemax.extractor.github.ScriptedGitHub.next;
import static dev.inferencemax.extractor.github.ScriptedGitHub.objects;
import static dev.inferencemax.extractor.github.ScriptedGitHub.redirect;
import static dev.inferencemax.extractor.github.ScriptedGitHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

class ListingTest extends ApiOnLoopback {

    private static final String RUNS = REPO + "/actions/runs";

    @Test
    void pageTwoIsAskedForWhenPageOneIsUsedUp() {
        github.on(
                RUNS,
                json(objects("workflow_runs", 3, List.of(run(3), run(2)))).with("Link", next(github.url(RUNS + "2"))));
        github.on(RUNS + "2", json(objects("workflow_runs", 3, List.of(run(1)))));

        Iterator<WorkflowRun> runs = api.runs(everything()).iterator();
        assertThat(github.requests()).isEmpty();
        assertThat(runs.next().id()).isEqualTo(3);
        assertThat(runs.next().id()).isEqualTo(2);
        assertThat(github.asked()).containsExactly(RUNS + "?per_page=100");
        assertThat(runs.next().id()).isEqualTo(1);
        assertThat(runs.hasNext()).isFalse();
        assertThat(github.asked()).containsExactly(RUNS + "?per_page=100", RUNS + "2");
    }

    @Test
    void aListingKnowsWhetherAsManyRunsCameAsGitHubSaysThereAre() {
        github.on(
                RUNS,
                json(objects("workflow_runs", 2, List.of(run(2), run(1)))),
                json(objects("workflow_runs", 3, List.of(run(2), run(1)))));

        RunListing whole = api.runs(everything(), Instant.MIN);
        assertThat(whole.stream()).hasSize(2);
        assertThat(whole.isComplete()).isTrue();
        assertThat(whole.newest()).isEqualTo(Instant.parse("2025-10-07T10:00:00Z"));

        RunListing lacking = api.runs(everything(), Instant.MIN);
        assertThat(lacking.stream()).hasSize(2);
        assertThat(lacking.isComplete()).isFalse();
    }

    @Test
    void jobsArePagedAsLazily() {
        String jobs = RUNS + "/5/jobs";
        github.on(
                jobs,
                json("{\"total_count\":2,\"jobs\":[{\"id\":1,\"name\":\"a / b\",\"runner_name\":\"h100-cw_1\"}]}")
                        .with("Link", next(github.url(jobs + "2"))));
        github.on(jobs + "2", json("{\"total_count\":2,\"jobs\":[{\"id\":2,\"completed_at\":\"no time\"}]}"));

        Iterator<Job> read = api.jobs(REPOSITORY, 5).iterator();
        assertThat(read.next()).isEqualTo(new Job(1, "a / b", "", null, null, null, "h100-cw_1"));
        assertThat(github.requests()).hasSize(1);
        assertThat(read.next().id()).isEqualTo(2);
        assertThat(read.hasNext()).isFalse();
    }

    @Test
    void everyFilterGoesToGitHub() {
        String path = REPO + "/actions/workflows/run-sweep.yml/runs";
        github.on(path, json(objects("workflow_runs", 0, List.of())));

        assertThat(api.runs(new RunQuery(
                        REPOSITORY,
                        "run-sweep.yml",
                        Instant.parse("2025-10-07T00:00:00Z"),
                        Instant.parse("2025-10-31T23:59:59.999Z"),
                        "feature/a&b",
                        "push",
                        "completed")))
                .isEmpty();
        assertThat(github.requests().get(0).query())
                .isEqualTo("per_page=100&created=2025-10-07T00:00:00Z..2025-10-31T23:59:59Z"
                        + "&branch=feature/a&b&event=push&status=completed");
        assertThat(github.requests().get(0).header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(github.requests().get(0).header("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(github.requests().get(0).header("Authorization")).isEqualTo("Bearer " + SECRET);
    }

    /** GitHub as it is: newest first, 100 a page, the first 1,000 only. One run every ten minutes. */
    private void historyOf(int runs, Instant first, boolean honestTotal) {
        github.onEach(RUNS, request -> {
            String query = URLDecoder.decode(request.query(), StandardCharsets.UTF_8);
            Matcher created = Pattern.compile("created=(\\S+?)\\.\\.([^&]+)").matcher(query);
            Matcher paged = Pattern.compile("page=(\\d+)$").matcher(query);
            Instant from = created.find() ? Instant.parse(created.group(1)) : Instant.EPOCH;
            Instant to = from.equals(Instant.EPOCH) ? Instant.MAX : Instant.parse(created.group(2));
            List<Long> fit = LongStream.range(0, runs)
                    .map(age -> runs - age)
                    .filter(id ->
                            !at(first, id).isBefore(from) && !at(first, id).isAfter(to))
                    .boxed()
                    .toList();
            int page = query.matches(".*&page=\\d+") && paged.find() ? Integer.parseInt(paged.group(1)) : 1;
            int end = Math.min(Math.min(fit.size(), 1000), page * 100);
            List<String> items = fit.subList(Math.min((page - 1) * 100, end), end).stream()
                    .map(id -> run(id).replace(
                                    "2025-10-07T10:00:00Z", at(first, id).toString()))
                    .toList();
            ScriptedGitHub.Reply reply =
                    json(objects("workflow_runs", honestTotal ? fit.size() : Math.min(fit.size(), 900), items));
            String same = request.uri().replaceFirst("&page=\\d+", "");
            return end < Math.min(fit.size(), 1000)
                    ? reply.with("Link", next(github.url(same + "&page=" + (page + 1))))
                    : reply;
        });
    }

    private static Instant at(Instant first, long id) {
        return first.plus(Duration.ofMinutes(10 * id));
    }

    @Test
    void moreThanAThousandRunsAreListedInWindows() {
        historyOf(2500, Instant.parse("2025-10-01T00:00:00Z"), true);

        List<Long> ids = api.runs(everything()).map(WorkflowRun::id).toList();

        assertThat(ids)
                .isEqualTo(
                        LongStream.range(0, 2500).map(age -> 2500 - age).boxed().toList());
        assertThat(counts.byKind().get("runs")).isLessThan(50);
    }

    @Test
    void aClockThatIsBehindHidesNoRun() {
        historyOf(2500, TestClock.START.minus(Duration.ofHours(400)), true);

        assertThat(api.runs(everything()).map(WorkflowRun::id)).hasSize(2500).doesNotHaveDuplicates();
    }

    @Test
    void aTotalThatLiesHidesNoRun() {
        historyOf(1700, Instant.parse("2025-10-01T00:00:00Z"), false);

        assertThat(api.runs(everything()).map(WorkflowRun::id)).hasSize(1700).doesNotHaveDuplicates();
    }

    @Test
    void aTotalThatBoastsCostsNothing() {
        github.on(RUNS, json(objects("workflow_runs", 1_000_000, List.of(run(1)))));

        assertThat(api.runs(everything())).hasSize(1);
        assertThat(github.requests()).hasSize(1);
    }

    @Test
    void aMinuteWithTooManyRunsIsReadAsFarAsItGoesAndSaidSo(CapturedOutput output) {
        List<String> thousand =
                IntStream.rangeClosed(1, 1001).mapToObj(ApiOnLoopback::run).toList();
        github.on(RUNS, json(objects("workflow_runs", 1001, thousand)));
        Instant noon = Instant.parse("2025-10-07T12:00:00Z");

        assertThat(api.runs(new RunQuery(REPOSITORY, null, noon, noon.plusSeconds(59), null, null, null)))
                .hasSize(1001);
        assertThat(output).contains("some may be missing");
    }

    @Test
    void aListingThatShiftsOrRunsInCirclesGivesEachRunOnce() {
        github.on(
                RUNS,
                json(objects("workflow_runs", 3, List.of(run(3), run(2)))).with("Link", next(github.url(RUNS + "2"))));
        github.on(
                RUNS + "2",
                json(objects("workflow_runs", 3, List.of(run(2), run(1)))).with("Link", next(github.url(RUNS))));

        assertThat(api.runs(everything()).map(WorkflowRun::id)).containsExactly(3L, 2L, 1L);
        assertThat(github.requests()).hasSize(3);
    }

    @Test
    void aPageThatIsPushedBackWholeDoesNotEndTheListing() {
        github.on(RUNS, json(objects("workflow_runs", 2, List.of(run(2)))).with("Link", next(github.url(RUNS + "2"))));
        github.on(
                RUNS + "2",
                json(objects("workflow_runs", 3, List.of(run(2)))).with("Link", next(github.url(RUNS + "3"))));
        github.on(RUNS + "3", json(objects("workflow_runs", 3, List.of(run(1)))));

        assertThat(api.runs(everything()).map(WorkflowRun::id)).containsExactly(2L, 1L);
    }

    @Test
    void aListingThatSaysTheSameForeverEnds() {
        github.on(RUNS, json(objects("workflow_runs", 2, List.of(run(2)))).with("Link", next(github.url(RUNS + "2"))));
        for (int page = 2; page < 30; page++) {
            github.on(
                    RUNS + page,
                    json(objects("workflow_runs", 2, List.of(run(2))))
                            .with("Link", next(github.url(RUNS + (page + 1)))));
        }

        assertThat(api.runs(everything()).map(WorkflowRun::id)).containsExactly(2L);
        assertThat(github.requests()).hasSize(11);
    }

    @Test
    void whatHasNoIdIsLeftOutWithAWarning(CapturedOutput output) {
        github.on(RUNS, json(objects("workflow_runs", 2, List.of("{\"name\": \"nameless\"}", "null", run(1)))));

        assertThat(api.runs(everything()).map(WorkflowRun::id)).containsExactly(1L);
        assertThat(output).contains("{\"name\": \"nameless\"}");
    }

    @Test
    void oddFieldsBecomeAbsentOnes() {
        github.on(
                RUNS,
                json(
                        objects(
                                "workflow_runs",
                                1,
                                List.of(
                                        "{\"id\":9,\"run_attempt\":\"x\",\"name\":null,\"path\":7,\"created_at\":\"soon\",\"status\":[]}"))));

        WorkflowRun run = api.runs(everything()).findFirst().orElseThrow();

        assertThat(run.attempt()).isEqualTo(1);
        assertThat(run.name()).isEmpty();
        assertThat(run.workflowFile()).isNull();
        assertThat(run.createdAt()).isEqualTo(Instant.EPOCH);
        assertThat(run.completed()).isFalse();
    }

    @Test
    void artifactsComeWithTheTextGitHubServed() {
        String path = RUNS + "/5/artifacts";
        String odd = "{ \"id\" : 3 , \"name\":\"\\u00e9\\\"}\" ,\"x\":1.50}";
        github.on(
                path,
                json("{\"total_count\":3,\"artifacts\":[" + artifact(1) + ",\n  " + artifact(2) + "]}")
                        .with("Link", next(github.url(path + "2"))));
        github.on(path + "2", json("{\"artifacts\": [\n" + odd + "\n], \"total_count\":3}"));

        ArtifactListing listing = here(api.artifacts(REPOSITORY, 5));

        assertThat(listing.artifacts()).extracting(RunArtifact::id).containsExactly(1L, 2L, 3L);
        assertThat(listing.artifacts().get(2).name()).isEqualTo("é\"}");
        assertThat(listing.artifacts().get(0))
                .isEqualTo(new RunArtifact(
                        1,
                        "results_bmk",
                        5046,
                        "sha256:50e7",
                        false,
                        Instant.parse("2026-07-21T13:58:27Z"),
                        Instant.parse("2026-10-19T09:54:08Z"),
                        null,
                        artifact(1)));
        assertThat(listing.json())
                .isEqualTo("{\"total_count\":3,\"artifacts\":[" + artifact(1) + "," + artifact(2) + "," + odd + "]}");
    }

    @Test
    void largePagesAreCutAtTheRightPlaces() {
        List<String> many = IntStream.rangeClosed(1, 2000)
                .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"" + "é\\n".repeat(id % 50) + "\"}")
                .toList();
        github.on(RUNS + "/5/artifacts", json(objects("artifacts", 2000, many)));

        List<String> texts = new ArrayList<>();
        here(api.artifacts(REPOSITORY, 5)).artifacts().forEach(artifact -> texts.add(artifact.json()));
        assertThat(texts).isEqualTo(many);
    }

    @Test
    void theArtifactsOfADeletedRunAreGone() {
        github.on(RUNS + "/5/artifacts", status(404, "{\"message\":\"Not Found\"}"));

        assertThat(api.artifacts(REPOSITORY, 5)).isEqualTo(new Found.Gone<>(404, "Not Found"));
    }

    @Test
    void theRunsOfAnUnknownWorkflowAreNone() {
        github.on(REPO + "/actions/workflows/nope.yml/runs", status(404));

        assertThat(api.runs(new RunQuery(REPOSITORY, "nope.yml", null, null, null, null, null)))
                .isEmpty();
    }

    @Test
    void aListingThatVanishesHalfwayIsNotTakenForAShortOne() {
        github.on(RUNS, json(objects("workflow_runs", 2, List.of(run(2)))).with("Link", next(github.url(RUNS + "2"))));
        github.on(RUNS + "2", status(404));

        assertThatExceptionOfType(NotNow.class)
                .isThrownBy(() -> api.runs(everything()).toList());
    }

    @Test
    void aNextPageOnAnotherHostIsRefused() {
        github.on(RUNS, json(objects("workflow_runs", 2, List.of(run(2)))).with("Link", next(storage.url("/page2"))));

        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> api.runs(everything()).toList())
                .withMessageContaining("another host");
        assertThat(storage.requests()).isEmpty();
    }

    @Test
    void aRenamedRepositoryCostsOneRedirect() {
        github.on(REPO, redirect(301, github.url("/repositories/42")));
        github.on("/repositories/42", json("{\"id\":42,\"full_name\":\"SemiAnalysisAI/InferenceX\"}"));
        github.on("/repositories/42/actions/runs/1", json(run(1)));
        github.on("/repositories/42/actions/runs", json(objects("workflow_runs", 1, List.of(run(1)))));

        assertThat(here(api.repository(REPOSITORY))).hasToString("SemiAnalysisAI/InferenceX");
        assertThat(here(api.run(REPOSITORY, 1)).workflowFile()).isEqualTo("run-sweep.yml");
        assertThat(api.runs(new RunQuery(REPOSITORY, null, null, null, "main", null, null)))
                .hasSize(1);
        assertThat(github.asked())
                .containsExactly(
                        REPO,
                        "/repositories/42",
                        "/repositories/42/actions/runs/1",
                        "/repositories/42/actions/runs?per_page=100&branch=main");
        assertThat(github.tokensSeen()).isEqualTo(4);
    }

    @Test
    void aRedirectKeepsTheFilterItForgot() {
        github.on(RUNS, redirect(307, "/elsewhere"));
        github.on("/elsewhere", json(objects("workflow_runs", 0, List.of())));

        assertThat(api.runs(new RunQuery(REPOSITORY, null, null, null, "main", null, null)))
                .isEmpty();
        assertThat(github.asked()).endsWith("/elsewhere?per_page=100&branch=main");
    }

    @Test
    void aRedirectToAnotherHostIsRefused() {
        github.on(REPO, redirect(301, storage.url("/repositories/42?sig=s")));

        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> api.repository(REPOSITORY))
                .withMessageContaining(storage.url().toString())
                .withMessageContaining("--api-url")
                .withMessageNotContaining("sig=");
        assertThat(storage.requests()).isEmpty();
    }

    @Test
    void redirectsInCirclesEnd() {
        github.on(REPO, redirect(302, github.url(REPO)));

        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> api.repository(REPOSITORY));
        assertThat(github.requests()).hasSizeLessThan(10);
    }

    @Test
    void aWorkflowIsFoundByItsFile() {
        github.on(
                REPO + "/actions/workflows/run-sweep.yml",
                json(
                        "{\"id\":7,\"name\":\"Run Sweep\",\"path\":\".github/workflows/run-sweep.yml\",\"state\":\"active\"}"));
        github.on(
                REPO + "/actions/workflows",
                json("{\"total_count\":1,\"workflows\":[{\"id\":7,\"name\":\"Run Sweep\","
                        + "\"path\":\".github/workflows/run-sweep.yml\",\"state\":\"active\"}]}"));

        Workflow workflow = here(api.workflow(REPOSITORY, "run-sweep.yml"));
        assertThat(workflow.fileName()).isEqualTo("run-sweep.yml");
        assertThat(api.workflows(REPOSITORY)).containsExactly(workflow);
    }

    @Test
    void aRunOfAForkIsToldFromOneOfTheRepository() {
        String repository = ",\"repository\":{\"id\":1,\"fork\":false}";
        github.on(
                RUNS,
                json(objects(
                        "workflow_runs",
                        5,
                        List.of(
                                "{\"id\":1" + repository + ",\"head_repository\":{\"id\":1}}",
                                "{\"id\":2" + repository + ",\"head_repository\":{\"id\":2,\"fork\":true}}",
                                "{\"id\":3" + repository + ",\"head_repository\":null}",
                                "{\"id\":4,\"repository\":{\"id\":1,\"fork\":true},\"head_repository\":{\"id\":1}}",
                                "{\"id\":5}"))));

        assertThat(api.runs(everything()).filter(WorkflowRun::fork).map(WorkflowRun::id))
                .containsExactly(2L, 3L, 4L);
    }

    private static RunQuery everything() {
        return new RunQuery(REPOSITORY, null, null, null, null, null, null);
    }

    private static <T> T here(Found<T> found) {
        return ((Found.Here<T>) found).value();
    }
}
