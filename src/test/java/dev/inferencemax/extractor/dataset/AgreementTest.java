package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.dataset.EraPair.Match;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two eras agree, in a sentence and in numbers. */
class AgreementTest {

    private final Agreement agreement = new Agreement(LocalDate.of(2025, 12, 9));

    @ParameterizedTest
    @CsvSource({
        "10, 0, agrees",
        "9, 1, agrees",
        "8, 2, mostly agrees",
        "5, 5, mostly agrees",
        "4, 6, does not agree",
        "0, 1, does not agree"
    })
    void ninetyPerCentAgreeHalfMostly(int within, int beyond, String words) {
        compared(within, "100", "101");
        compared(beyond, "100", "150");

        assertThat(agreement.sentence())
                .startsWith("What was measured from 2025-12-09 on (2026-01-02 to 2026-01-02) " + words
                        + " with what was measured before (2025-10-01 to 2025-10-01): " + within + " of "
                        + (within + beyond) + " configurations stay within 10 %");
        assertThat(agreement.figures())
                .containsEntry("configurations", (long) within + beyond)
                .containsEntry("within_band", (long) within);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.10", "2, 1.15", "3, 1.20"})
    void theMedianLiesInTheMiddle(int count, String median) {
        for (int i = count; i > 0; i--) {
            compared(1, "100", String.valueOf(100 + 10 * i));
        }

        assertThat((BigDecimal) agreement.figures().get("median_ratio_tput_per_gpu"))
                .isEqualByComparingTo(median);
        assertThat(agreement.sentence()).contains("the median throughput is " + median + " times");
    }

    @Test
    void whatStandsAloneInItsEraIsCountedAndComparedWithNothing() {
        agreement.only(3, 0);
        agreement.only(1, 2);

        assertThat(agreement.figures())
                .containsAllEntriesOf(Map.of("configurations", 0L, "only_before", 4L, "only_after", 2L))
                .containsEntry("median_ratio_tput_per_gpu", null)
                .containsEntry("sentence", "No configuration was measured both before 2025-12-09 and from then on.");
    }

    private void compared(int times, String before, String after) {
        for (int i = 0; i < times; i++) {
            agreement.add(new EraPair(
                    Rows.row("2025-10-01T23:59:59Z", "tput_per_gpu", before),
                    Rows.row("2026-01-02T00:00:00Z", "tput_per_gpu", after),
                    Match.EXACT));
        }
    }
}
