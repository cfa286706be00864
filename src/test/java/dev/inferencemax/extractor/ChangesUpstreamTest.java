package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleWorkflowRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes at GitHub from one backfill to the next, or in the middle of one. */
class ChangesUpstreamTest {

    private static final long RUN = 18984029536L;
    private static final Instant CREATED = Instant.parse("2025-10-31T20:11:47Z");

    /** What GitHub gives at once of a listing. */
    private static final int PAGE = 100;

    private final SampleGitHub github = SampleGitHub.start();

    @TempDir
    private Path directory;

    private Workplace work;

    @BeforeEach
    void open() {
        work = new Workplace(directory);
        System.setProperty("GITHUB_TOKEN", Workplace.TOKEN);
    }

    @AfterEach
    void close() {
        System.clearProperty("GITHUB_TOKEN");
        System.clearProperty("GITHUB_TOKENS");
        github.close();
    }

    private Ended backfill(String... more) {
        Ended ended = InThisProcess.run(work, List.of(Workplace.backfill(github, more)));
        assertThat(ended.said()).doesNotContain(Workplace.TOKEN);
        return ended;
    }

    private void assertRows(Integer... concurrencies) {
        assertThat(work.rows("history.csv"))
                .extracting(row -> Integer.valueOf(row.get("conc")))
                .containsExactlyInAnyOrder(concurrencies);
    }

    @Test
    void aRunInProgressIsLeftForTheNextTimeAndANewAttemptIsRead() {
        SampleWorkflowRun first =
                github.repository().run(RUN).has(aResult().conc(1).artifact());
        SampleWorkflowRun second = github.repository()
                .run(RUN + 1)
                .has(aResult().conc(2).artifact())
                .inProgress();

        assertThat(backfill().exitCode()).isZero();
        assertRows(1);

        second.conclusion("success");
        first.attempt(2).has(aResult().conc(3).artifact());
        assertThat(backfill().exitCode()).isZero();
        assertRows(1, 2, 3);
        assertThat(work.rows("history.csv"))
                .filteredOn(row -> row.get("run_id").equals(String.valueOf(RUN)))
                .extracting(row -> row.get("run_attempt"))
                .containsOnly("2");
        assertThat(github.requests().downloadedAgain()).isEmpty();
    }

    @Test
    void aRunThatIsDeletedKeepsWhatWasHad() {
        github.repository().run(RUN).has(aResult().conc(1).artifact());
        github.repository().run(RUN + 1).has(aResult().conc(2).artifact());
        assertThat(backfill().exitCode()).isZero();

        github.repository().delete(RUN);
        Ended after = backfill();
        Ended named = InThisProcess.run(work, List.of("--runs=" + RUN, "--api-url=" + github.apiUrl()));

        assertThat(List.of(after.exitCode(), named.exitCode())).containsExactly(0, 0);
        assertThat(named.said()).contains("Run " + RUN + " is gone; what is known of it stays");
        assertRows(1, 2);
    }

    @Test
    void aRunThatIsDeletedBetweenItsListingAndItsArtifactsIsNoFailure() {
        github.repository().run(RUN + 1).has(aResult().conc(2).artifact());
        assertThat(backfill().exitCode()).isZero();
        github.repository().run(RUN).has(aResult().conc(1).artifact());
        github.on(Endpoint.ARTIFACTS)
                .whenMatching(target -> target.contains("/" + RUN + "/"))
                .answers(Fault.meanwhile(() -> github.repository().delete(RUN)));

        Ended ended = backfill();

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("Run " + RUN + " vanished while it was listed");
        assertRows(2);
    }

    @Test
    void aListingOfRunsThatGrowsWhileItIsPagedSkipsNoneAndRepeatsNone() {
        runsBefore(PAGE);
        github.repository()
                .run(1)
                .created(CREATED.minusSeconds(1))
                .has(aResult().conc(1).artifact());
        onSecondPage(
                Endpoint.RUNS,
                () -> github.repository()
                        .run(RUN * 2)
                        .created(CREATED.plusSeconds(PAGE + 1))
                        .has(aResult().conc(2).artifact()));

        assertThat(backfill().exitCode()).isZero();
        assertRows(1);
        assertThat(backfill().exitCode()).isZero();
        assertRows(1, 2);
        assertThat(github.requests().downloadedAgain()).isEmpty();
    }

    @Test
    void whatAListingOfRunsSkipsBecauseItShrinksIsFoundTheNextTime() {
        runsBefore(PAGE);
        github.repository()
                .run(1)
                .created(CREATED.minusSeconds(1))
                .has(aResult().conc(1).artifact());
        onSecondPage(Endpoint.RUNS, () -> github.repository().delete(RUN + PAGE));

        assertThat(backfill().exitCode()).isZero();
        assertThat(backfill().exitCode()).isZero();
        assertRows(1);
    }

    @Test
    void aListingOfArtifactsThatShrinksWhileItIsPagedIsReadAgain() {
        SampleWorkflowRun run = github.repository().run(RUN);
        run.has(aResult().conc(1).artifact());
        run.hasLazily(PAGE - 1, index -> anArtifact("logs_" + index));
        SampleArtifact last = anArtifact("logs_last");
        run.has(last);
        onSecondPage(Endpoint.ARTIFACTS, () -> run.lacks(last));

        Ended ended = backfill();

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertRows(1);
    }

    @Test
    void severalTokensShareTheWorkEachWithItsOwnBudget() {
        for (int conc = 1; conc <= 40; conc++) {
            github.repository().run(RUN).has(aResult().conc(conc).artifact());
        }
        System.clearProperty("GITHUB_TOKEN");
        System.setProperty("GITHUB_TOKENS", "one.of.two.tokens, another.of.two.tokens");
        github.requireToken("one.of.two.tokens", "another.of.two.tokens").budget(30, Duration.ofHours(1));

        Ended ended = backfill("--max-wait=0s");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).doesNotContain("of.two.tokens");
        assertThat(github.requests().api()).isGreaterThan(30);
        github.assertClean();
    }

    /** Runs that go on, so that there is nothing to be had of them; the newest is the last. */
    private void runsBefore(int count) {
        for (int number = 1; number <= count; number++) {
            github.repository()
                    .run(RUN + number)
                    .created(CREATED.plusSeconds(number))
                    .inProgress();
        }
    }

    private void onSecondPage(Endpoint endpoint, Runnable event) {
        github.on(endpoint).whenMatching(target -> target.contains("page=2")).answers(Fault.meanwhile(event));
    }
}
