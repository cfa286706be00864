package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a day measured, what it left out, and what nobody measured again. */
class CoveredDaysTest {

    private final CoveredDays days = new CoveredDays(new CoveredDays.Of("h100", "gptoss", 1024, 1024));

    @Test
    void aConfigurationIsMissingOnTheDaysBetweenItsFirstAndItsLast() {
        measured(1, 7, "a", "b");
        measured(2, 8, "a");
        measured(3, 9, "b");
        measured(4, 10, "a", "c");

        assertThat(rows())
                .containsExactly(
                        "2025-10-01 runs 1 configurations 2 rows 2 missing 0 nowhere later 0",
                        "2025-10-02 runs 1 configurations 1 rows 1 missing 1 nowhere later 0",
                        "2025-10-03 runs 1 configurations 1 rows 1 missing 1 nowhere later 1",
                        "2025-10-04 runs 1 configurations 2 rows 2 missing 0 nowhere later 2");
    }

    @Test
    void twoRunsOfADayAreTwoRunsOfTheSameConfiguration() {
        measured(1, 7, "a", "a");
        measured(1, 8, "a");

        assertThat(rows()).containsExactly("2025-10-01 runs 2 configurations 1 rows 3 missing 0 nowhere later 1");
    }

    @Test
    void whatNobodyKnowsTheDayOfIsNeitherBeforeNorAfter() {
        days.add(null, id("a"), 1, 1);
        measured(2, 7, "b");
        measured(3, 8, "a");

        assertThat(rows())
                .containsExactly(
                        "null runs 1 configurations 1 rows 1 missing 0 nowhere later 0",
                        "2025-10-02 runs 1 configurations 1 rows 1 missing 0 nowhere later 1",
                        "2025-10-03 runs 1 configurations 1 rows 1 missing 0 nowhere later 1");
    }

    private void measured(int day, long run, String... configurations) {
        for (String configuration : configurations) {
            days.add(LocalDate.of(2025, 10, day), id(configuration), run, 1);
        }
    }

    private static UUID id(String configuration) {
        return new UUID(0, configuration.hashCode());
    }

    private List<String> rows() {
        return days.rows().stream()
                .sorted(Comparator.comparing(CoverageRow::day, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(row -> "%s runs %d configurations %d rows %d missing %d nowhere later %d"
                        .formatted(
                                row.day(),
                                row.runs(),
                                row.configurations(),
                                row.rows(),
                                row.missing(),
                                row.foundNowhereLater()))
                .toList();
    }
}
