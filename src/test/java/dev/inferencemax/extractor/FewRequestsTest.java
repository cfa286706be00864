package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleRepository;
import dev.inferencemax.extractor.sample.SampleWorkflowRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a token's hour is spent on: as few requests as there can be, and none twice. */
class FewRequestsTest {

    private static final Instant NEWEST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int RUNS = 130;

    /** Of {@code run-sweep.yml}, which alone is asked for. */
    private static final long RUN = 20_000_000_000L;

    private final SampleGitHub github = SampleGitHub.start();

    private final SampleRepository repository = github.repository("InferenceMAX/InferenceMAX");

    @TempDir
    private Path directory;

    private Workplace work;

    @BeforeEach
    void open() {
        work = new Workplace(directory);
    }

    @AfterEach
    void close() {
        github.assertClean();
        github.close();
    }

    private Ended backfill(String... more) {
        github.requests().reset();
        String[] arguments = new String[more.length + 1];
        arguments[0] = "--api-url=" + github.apiUrl();
        System.arraycopy(more, 0, arguments, 1, more.length);
        Ended ended = work.here(arguments);
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 3);
        return ended;
    }

    /** A run a day, the last one the newest; each with a result of its own. */
    private SampleWorkflowRun daily(int number) {
        return repository
                .run(RUN + number)
                .created(NEWEST.minus(Duration.ofDays(RUNS - (long) number)))
                .has(aResult().conc(number).artifact());
    }

    private void assertRows(int count) {
        assertThat(work.rows("history.csv")).hasSize(count);
    }

    @Test
    void aFirstBackfillTakesHardlyMoreRequestsThanAnyoneNeeds() {
        int runs = 60;
        int singles = 20;
        repository.lazily(runs, singles, true);
        long listings = pages(runs) + pages(runs * (singles + 1L));

        backfill();

        assertRows(runs * singles);
        assertThat(github.requests().of(Endpoint.ZIP)).isEqualTo(runs);
        assertThat((double) github.requests().api()).isLessThanOrEqualTo(1.05 * (listings + runs));
    }

    private static long pages(long items) {
        return (items + 99) / 100;
    }

    @Test
    void whereNothingIsNewAWorkflowTakesThreeRequestsAndNothingOfTheBudget() {
        repository.lazily(RUNS, 1);
        backfill();
        assertRows(RUNS);

        backfill();

        assertThat(github.requests().api()).isLessThanOrEqualTo(3);
        assertThat(github.requests().notModified()).isEqualTo(github.requests().api());
        assertRows(RUNS);
    }

    @Test
    void aRefreshLooksAtAllRunsAgain() {
        repository.lazily(RUNS, 1);
        backfill();

        backfill("--refresh");

        assertThat(github.requests().of(Endpoint.RUNS)).isEqualTo(pages(RUNS));
        assertThat(github.requests().of(Endpoint.ARTIFACTS)).isEqualTo(pages(RUNS));
        assertThat(github.requests().of(Endpoint.ZIP)).isZero();
    }

    @Test
    void aRerunOfLastMonthAndARunThatTookLongAreSeenAlthoughNoOlderRunIsListed() {
        for (int number = 1; number <= RUNS; number++) {
            daily(number);
        }
        SampleWorkflowRun slow = daily(RUNS - 60).inProgress();
        backfill();
        assertRows(RUNS - 1);

        SampleWorkflowRun rerun = daily(RUNS - 29).attempt(2);
        rerun.has(aResult().conc(1000).artifact());
        slow.conclusion("success");
        daily(RUNS + 1);
        backfill();

        assertRows(RUNS + 2);
        assertThat(github.requests().of(Endpoint.RUNS))
                .as("a page, and the slow one")
                .isEqualTo(2);
    }

    @Test
    void aRunOfAnotherBranchThatTookLongIsNotTakenForOneOfThatAskedFor() {
        for (int number = 1; number <= RUNS; number++) {
            daily(number);
        }
        SampleWorkflowRun slow = daily(RUNS - 60).inProgress().branch("elsewhere");
        backfill();
        backfill("--branch=main");
        slow.conclusion("success");

        backfill("--branch=main");

        assertRows(RUNS - 1);
        assertThat(github.requests().of(Endpoint.ZIP)).isZero();
    }

    @Test
    void aDryRunCountsWhatAnEarlierCommandFoundAndDidNotComeToList() {
        for (int number = 1; number <= RUNS; number++) {
            daily(number);
        }
        github.on(Endpoint.ARTIFACTS).always(Fault.unauthorized());
        Ended failed = work.here("--api-url=" + github.apiUrl());
        github.behaves();

        Ended plan = work.runWith(Map.of("GITHUB_TOKEN", Workplace.TOKEN), "--dry-run", "--api-url=" + github.apiUrl());

        assertThat(failed.exitCode()).as(failed.said()).isEqualTo(2);
        assertThat(plan.exitCode()).as(plan.said()).isZero();
        assertThat(plan.out()).contains(RUNS + " of them new or changed", RUNS + " artifacts, ");
    }

    @Test
    void whatSlipsThroughAListingOfArtifactsThatShrinksIsHadAllTheSame() {
        for (int number = 1; number <= RUNS; number++) {
            daily(number);
        }
        SampleArtifact deleted = aResult().conc(1000).artifact();
        repository.run(RUN + RUNS).has(deleted);
        github.on(Endpoint.ARTIFACTS)
                .whenMatching(target -> target.contains("page=2"))
                .answers(Fault.meanwhile(() -> repository.run(RUN + RUNS).lacks(deleted)));

        backfill();

        assertRows(RUNS);
        assertThat(github.requests().of(Endpoint.ARTIFACTS)).isEqualTo(pages(RUNS) + 1);
    }

    @Test
    void whatSlipsThroughAListingOfRunsThatShrinksIsHadAllTheSame() {
        for (int number = 1; number <= RUNS; number++) {
            daily(number);
        }
        github.on(Endpoint.RUNS)
                .whenMatching(target -> target.contains("page=2"))
                .answers(Fault.meanwhile(() -> repository.delete(RUN + RUNS)));

        backfill();

        assertRows(RUNS - 1);
        assertThat(github.requests().of(Endpoint.RUNS)).isEqualTo(pages(RUNS) + 1);
    }

    @Test
    void aDryRunPaysForListingsOnly() {
        repository.lazily(RUNS, 1);

        work.runWith(Map.of("GITHUB_TOKEN", Workplace.TOKEN), "--dry-run", "--api-url=" + github.apiUrl());

        assertThat(github.requests().of(Endpoint.ARTIFACTS)).isEqualTo(pages(RUNS));
        assertThat(github.requests().of(Endpoint.ZIP)).isZero();
    }
}
