package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunKind;
import dev.inferencemax.extractor.ledger.TestDatabase;
import dev.inferencemax.extractor.ledger.TestLedger;
import dev.inferencemax.extractor.ledger.TestLedger.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract's "Official" and "Newest wins", quoted. */
class RulingsTest {

    private static final boolean FORK = true;

    private final TestLedger ledger = new TestLedger(TestDatabase.h2());

    @ParameterizedTest(name = "{0} on main: official")
    @CsvSource({"push", "schedule", "workflow_dispatch"})
    @DisplayName("Official = made on the main branch of the repository by push, schedule or dispatch")
    void officialEvents(String event) {
        publish(1, run(1, event, "main", !FORK, "success", false));

        assertThat(history()).singleElement().matches(Measurement::official);
    }

    @Test
    @DisplayName("whatever the run's conclusion: a failed sweep still holds good results")
    void whateverTheConclusion() {
        publish(1, run(1, "push", "main", !FORK, "failure", false));

        assertThat(history()).singleElement().matches(Measurement::official);
    }

    @ParameterizedTest(name = "{0} on {1}, fork {2}")
    @CsvSource({
        "pull_request, main, false",
        "push, feature, false",
        "workflow_dispatch, tuning, false",
        "push, main, true",
        "release, main, false",
    })
    @DisplayName("All else (pull requests, other branches, forks) is unofficial: in history, flagged unofficial; in "
            + "benchmarks only for configurations that no official run has")
    void unofficial(String event, String branch, boolean fork) {
        publish(1, run(1, "push", "main", !FORK, "success", false), Row.of("official", "both"));
        publish(
                2,
                run(2, event, branch, fork, "success", false),
                Row.of("newer", "both"),
                Row.of("alone", "only here").at("agg.json", 1));

        assertThat(history()).extracting(Measurement::allFlags).containsExactly("", "unofficial", "unofficial");
        assertThat(current())
                .extracting(Measurement::runId, Measurement::index)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(1L, 0), org.assertj.core.groups.Tuple.tuple(2L, 1));
    }

    @Test
    @DisplayName("Asked for by name also counts as official, and stays so in the state")
    void askedForByName() {
        publish(1, run(1, "workflow_dispatch", "sweep-refactor", !FORK, "success", true));
        ledger.runs.save(run(1, "workflow_dispatch", "sweep-refactor", !FORK, "success", false));

        assertThat(history()).singleElement().matches(Measurement::official);
    }

    @Test
    @DisplayName("A reused artifact is as official as its source run")
    void reused() {
        publish(1, run(1, "pull_request", "feature", !FORK, "success", false), Row.of("a", "c"));
        ledger.runs.save(run(2, "push", "main", !FORK, "success", false));
        ledger.parsed(9, 1, true, List.of(Row.of("a", "c"))); // found in an artifact of run 2, measured by run 1

        assertThat(history()).singleElement().satisfies(row -> {
            assertThat(row.runId()).isEqualTo(1);
            assertThat(row.official()).isFalse();
        });
    }

    @Test
    @DisplayName("Event or branch not known (imports): official")
    void unknownEventAndBranch() {
        publish(1, Run.numbered(1, null, false));
        ledger.parsed(2, 2, false, List.of(Row.of("of a run nobody described", "d")));

        assertThat(history()).hasSize(2).allMatch(Measurement::official);
    }

    @Test
    @DisplayName("A run whose changelog says evals-only gives no performance rows")
    void evalsOnly() {
        publish(1, run(1, "push", "main", !FORK, "success", false));
        ledger.runs.noteKind(1, new RunKind(true, false));

        assertThat(history()).isEmpty();
        assertThat(current()).isEmpty();
    }

    @Test
    @DisplayName("append-only runs do not replace older curves")
    void appendOnly() {
        publish(1, run(1, "push", "main", !FORK, "success", false), Row.of("old", "c"));
        publish(
                2,
                run(2, "push", "main", !FORK, "success", false),
                Row.of("again", "c"),
                Row.of("added", "d").at("agg.json", 1));
        ledger.runs.noteKind(2, new RunKind(false, true));

        assertThat(history()).hasSize(3);
        assertThat(current()).extracting(Measurement::runId).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    @DisplayName("Newest wins: highest run id, then artifact id, then file name, then record index")
    void newestWins() {
        publish(99, run(1, "push", "main", !FORK, "success", false), Row.of("r", "by run"));
        publish(10, run(2, "push", "main", !FORK, "success", false), Row.of("s", "by run"), Row.of("t", "by artifact"));
        publish(
                20,
                run(2, "push", "main", !FORK, "success", false),
                Row.of("u", "by artifact"),
                Row.of("v", "by file").at("b.json", 0),
                Row.of("w", "by file").at("a.json", 9),
                Row.of("x", "by index").at("c.json", 1),
                Row.of("y", "by index").at("c.json", 0));

        assertThat(current())
                .extracting(row -> row.artifactId() + " " + row.file() + " " + row.index())
                .containsExactlyInAnyOrder("10 agg.json 0", "20 agg.json 0", "20 b.json 0", "20 c.json 1");
    }

    @Test
    @DisplayName(
            "both attempts of one artifact name; two machines for one configuration: all in history; the rule above "
                    + "picks the current one")
    void twoAttempts() {
        publish(1, run(1, "push", "main", !FORK, "success", false), Row.of("first attempt", "c"));
        publish(2, run(1, "push", "main", !FORK, "success", false), Row.of("second attempt", "c"));

        assertThat(history()).hasSize(2);
        assertThat(current())
                .singleElement()
                .satisfies(row -> assertThat(row.artifactId()).isEqualTo(2));
    }

    @Test
    @DisplayName("Rows whose lengths are unknown stay in history; they have no place in benchmarks")
    void lengthsUnknown() {
        publish(
                1,
                run(1, "push", "main", !FORK, "success", false),
                Row.of("a", "c").withoutLengths());

        assertThat(history()).hasSize(1);
        assertThat(current()).isEmpty();
    }

    private static Run run(long id, String event, String branch, boolean fork, String conclusion, boolean askedFor) {
        return new Run(
                id,
                "O/R",
                "run-sweep.yml",
                1,
                event,
                branch,
                "abc",
                fork,
                "completed",
                conclusion,
                null,
                null,
                askedFor);
    }

    private void publish(long artifact, Run run, Row... rows) {
        ledger.runs.save(run);
        ledger.parsed(artifact, run.id(), false, rows.length == 0 ? List.of(Row.of("a", "c")) : List.of(rows));
    }

    private List<Measurement> history() {
        return rows(false);
    }

    private List<Measurement> current() {
        return rows(true);
    }

    private List<Measurement> rows(boolean current) {
        Merges.in(ledger, Deduplication.FULL);
        Measurements measurements = new Measurements(ledger.jdbc, ledger.runs);
        List<Measurement> rows = new ArrayList<>();
        if (current) {
            measurements.current(rows::add);
        } else {
            measurements.history(rows::add);
        }
        return rows;
    }
}
