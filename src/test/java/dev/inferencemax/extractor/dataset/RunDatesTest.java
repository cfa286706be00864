package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ledger.RunLedger.Dated;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids grow with time, so that of a run nobody lists any more tells its date. */
class RunDatesTest {

    private final RunDates dates = new RunDates(
            List.of(dated(1_000, "2025-10-01T00:00:00Z"), dated(2_000, "2025-10-11T00:00:00Z")),
            List.of(dated(2_000, "2025-10-12T00:00:00Z"), dated(3_000, "2025-10-12T00:00:03Z")));

    @ParameterizedTest
    @CsvSource({
        "1000, 2025-10-01T00:00:00Z",
        "1250, 2025-10-03T18:00:00Z",
        "1001, 2025-10-01T00:15:50Z",
        "1999, 2025-10-11T23:44:09Z",
        "2000, 2025-10-12T00:00:00Z",
        "2500, 2025-10-12T00:00:01Z",
        "3000, 2025-10-12T00:00:03Z",
        "999, ",
        "3001, "
    })
    void aDateLiesBetweenItsNeighboursInProportionToTheIdsToTheSecondAndWhatIsListedWins(long run, Instant date) {
        assertThat(dates.between(run)).isEqualTo(date);
    }

    private static Dated dated(long run, String created) {
        return new Dated(run, Instant.parse(created));
    }
}
