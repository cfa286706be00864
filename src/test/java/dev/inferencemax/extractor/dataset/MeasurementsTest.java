package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.ledger.TestDatabase;
import dev.inferencemax.extractor.ledger.TestLedger;
import dev.inferencemax.extractor.ledger.TestLedger.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row of the dataset says of its run. */
class MeasurementsTest {

    private static final long ORDINARY = 20_308_883_467L;

    private final TestLedger ledger = new TestLedger(TestDatabase.h2());

    @ParameterizedTest
    @CsvSource({
        "20286769842, purged_by_upstream",
        "20789830797, purged_by_upstream",
        "21427451958, purged_by_upstream",
        "22911224698, purged_by_upstream",
        "23445026367, purged_by_upstream",
        "23444121669, purged_by_upstream",
        "23551565730, purged_by_upstream",
        "23551319227, purged_by_upstream",
        "22806827144, conclusion_overridden",
        "22792161490, conclusion_overridden",
    })
    void whatUpstreamDecidedAboutARunIsAFlagAndNeverADeletion(long run, String flag) {
        ledger.run(run, "main", "push", "2026-03-01T00:00:00Z", false);
        ledger.parsed(1, run, false, List.of(Row.of("a", "c")));

        assertThat(history())
                .singleElement()
                .satisfies(row -> assertThat(row.allFlags()).isEqualTo(flag));
        assertThat(current()).as("the newest all the same").hasSize(1);
    }

    @Test
    void anOrdinaryRunCarriesNoVerdict() {
        ledger.run(ORDINARY, "main", "push", "2025-12-17T15:55:33Z", false);
        ledger.parsed(1, ORDINARY, false, List.of(Row.of("a", "c")));

        assertThat(history())
                .singleElement()
                .satisfies(row -> assertThat(row.allFlags()).isEmpty());
    }

    @Test
    void theFlagsOfRecordAndRunAreInAlphabeticalOrder() {
        ledger.run(20_286_769_842L, "feature", "pull_request", null, false);
        ledger.parsed(1, 20_286_769_842L, false, List.of(Row.of("a", "c")));

        assertThat(history())
                .singleElement()
                .satisfies(
                        row -> assertThat(row.allFlags()).isEqualTo("date_interpolated;purged_by_upstream;unofficial"));
    }

    @Test
    void aRecordThatAnEarlierRunPublishedTooIsFlaggedInTheLaterOnes() {
        ledger.run(1, "main", "push", "2026-04-01T00:00:00Z", false);
        ledger.run(2, "main", "push", "2026-04-02T00:00:00Z", false);
        ledger.parsed(
                20,
                2,
                false,
                List.of(Row.of("left behind", "c"), Row.of("new", "d").at("agg.json", 1)));
        ledger.parsed(10, 1, false, List.of(Row.of("left behind", "c")));
        ledger.parsed(11, 1, true, List.of(Row.of("left behind", "c"))); // its own run's aggregate is no other run

        assertThat(history()).extracting(Measurement::allFlags).containsExactly("", "repeats_earlier_run", "");
        assertThat(history().get(1).findings())
                .containsExactly(Finding.of(Flag.REPEATS_EARLIER_RUN, "first published by run 1"));
    }

    private List<Measurement> history() {
        merge();
        List<Measurement> rows = new ArrayList<>();
        new Measurements(ledger.jdbc, ledger.runs).history(rows::add);
        return rows;
    }

    private List<Measurement> current() {
        List<Measurement> rows = new ArrayList<>();
        new Measurements(ledger.jdbc, ledger.runs).current(rows::add);
        return rows;
    }

    private void merge() {
        Merges.in(ledger, Deduplication.FULL);
    }
}
