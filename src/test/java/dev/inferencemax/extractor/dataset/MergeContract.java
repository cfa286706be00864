package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ledger.TestLedger;
import dev.inferencemax.extractor.ledger.TestLedger.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is one measurement, and which is current, whatever database decides it. */
abstract class MergeContract {

    private TestLedger ledger;

    abstract DataSource database();

    @BeforeEach
    void open() {
        ledger = new TestLedger(database());
    }

    @Test
    void aRecordMetAgainInAnAggregateOfItsRunIsOneMeasurementAndTheSingleArtifactIsItsOrigin() {
        ledger.parsed(9, 1, false, List.of(Row.of("r", "c")));
        ledger.parsed(5, 1, true, List.of(Row.of("r", "c"), Row.of("s", "d").at("agg.json", 1)));

        assertThat(history()).containsExactly("1/5/agg.json/1", "1/9/agg.json/0");
    }

    @Test
    void theSameRecordInTwoRunsIsTwoMeasurements() {
        ledger.parsed(5, 1, false, List.of(Row.of("r", "c")));
        ledger.parsed(6, 2, false, List.of(Row.of("r", "c")));

        assertThat(history()).containsExactly("1/5/agg.json/0", "2/6/agg.json/0");
        assertThat(current()).containsExactly("2/6/agg.json/0");
    }

    @Test
    void anOriginWhoseIdIsKnownIsPreferredToOneWhoseIdIsNot() {
        ledger.parsed(-7, 1, false, List.of(Row.of("r", "c")));
        ledger.parsed(9, 1, false, List.of(Row.of("r", "c")));

        assertThat(history()).containsExactly("1/9/agg.json/0");
    }

    @Test
    void newestWinsByRunThenArtifactThenFileThenRecordIndex() {
        ledger.parsed(
                20,
                2,
                false,
                List.of(
                        Row.of("a", "c").at("b.json", 0),
                        Row.of("b", "c").at("b.json", 1),
                        Row.of("d", "c").at("a.json", 7)));
        ledger.parsed(10, 2, false, List.of(Row.of("e", "c")));
        ledger.parsed(99, 1, false, List.of(Row.of("f", "c")));

        assertThat(current()).containsExactly("2/20/b.json/1");
    }

    @Test
    void anUnofficialRowIsCurrentOnlyWhereNoOfficialRunHasTheConfiguration() {
        ledger.run(1, "main", "push", null, false);
        ledger.run(2, "feature", "pull_request", null, false);
        ledger.parsed(10, 1, false, List.of(Row.of("a", "both")));
        ledger.parsed(
                20,
                2,
                false,
                List.of(Row.of("b", "both"), Row.of("d", "only here").at("agg.json", 1)));

        assertThat(current()).containsExactlyInAnyOrder("1/10/agg.json/0", "2/20/agg.json/1");
        assertThat(history()).hasSize(3);
    }

    @Test
    void whatWasAskedForByNameCountsAsOfficial() {
        ledger.run(1, "main", "push", null, false);
        ledger.run(2, "feature", "workflow_dispatch", null, true);
        ledger.parsed(10, 1, false, List.of(Row.of("a", "c")));
        ledger.parsed(20, 2, false, List.of(Row.of("b", "c")));

        assertThat(current()).containsExactly("2/20/agg.json/0");
    }

    @Test
    void rowsWhoseLengthsAreUnknownStayInHistoryAndHaveNoPlaceInBenchmarks() {
        ledger.parsed(10, 1, false, List.of(Row.of("a", "c").withoutLengths()));

        assertThat(history()).hasSize(1);
        assertThat(current()).isEmpty();
    }

    @Test
    void theKeyOfThePythonScriptTakesTheNewestRunWhateverItsBranch() {
        ledger.run(2, "feature", "pull_request", null, false);
        ledger.parsed(10, 1, false, List.of(Row.of("a", "c").scriptKey("k")));
        ledger.parsed(20, 2, false, List.of(Row.of("b", "d").scriptKey("k")));

        assertThat(merged(Deduplication.CURRENT_SCRIPT, "current_place")).containsExactly("2/20/agg.json/0");
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        long seed = new Random().nextLong();
        List<Runnable> arrivals = new ArrayList<>();
        Random records = new Random(4);
        for (int i = 0; i < 60; i++) {
            long artifact = i % 4 == 0 ? -i - 1L : i + 1L;
            long run = 1L + records.nextInt(6);
            boolean aggregate = records.nextBoolean();
            List<Row> rows = new ArrayList<>();
            for (int row = 0; row < 1 + records.nextInt(3); row++) {
                rows.add(Row.of("record " + records.nextInt(40), "configuration " + records.nextInt(15))
                        .at("agg_" + records.nextInt(3) + ".json", row));
            }
            arrivals.add(() -> ledger.parsed(artifact, run, aggregate, rows));
        }
        arrivals.forEach(Runnable::run);
        List<String> history = history();
        List<String> current = current();

        open();
        Collections.shuffle(arrivals, new Random(seed));
        arrivals.forEach(Runnable::run);

        assertThat(history()).as("seed %d", seed).isEqualTo(history);
        assertThat(current()).as("seed %d", seed).isEqualTo(current);
        assertThat(history).doesNotHaveDuplicates().isNotEmpty();
    }

    private List<String> history() {
        return merged(Deduplication.FULL, "place");
    }

    private List<String> current() {
        return merged(Deduplication.FULL, "current_place");
    }

    private List<String> merged(Deduplication dedup, String place) {
        Merges.in(ledger, dedup);
        return ledger.jdbc.query(
                """
                select r.run_id, r.artifact_id, r.file, r.record_index
                  from measurement m join result r on r.artifact_id = m.artifact_id and r.ordinal = m.ordinal
                 where m.%1$s is not null order by m.%1$s
                """.formatted(place),
                (row, n) -> "%d/%d/%s/%d".formatted(row.getLong(1), row.getLong(2), row.getString(3), row.getInt(4)));
    }
}
