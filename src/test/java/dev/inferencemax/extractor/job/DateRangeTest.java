package dev.inferencemax.extractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DateRangeTest {

    @ParameterizedTest
    @CsvSource({
        "2025-10-07..2025-10-31, 2025-10-07T00:00:00Z, 2025-11-01T00:00:00Z, 2025-10-07..2025-10-31",
        "2025-10,                2025-10-01T00:00:00Z, 2025-11-01T00:00:00Z, 2025-10-01..2025-10-31",
        "2024-02,                2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z, 2024-02-01..2024-02-29",
        "2025-10-24,             2025-10-24T00:00:00Z, 2025-10-25T00:00:00Z, 2025-10-24..2025-10-24",
        "2025-10..2026-01,       2025-10-01T00:00:00Z, 2026-02-01T00:00:00Z, 2025-10-01..2026-01-31",
        "2025-10-24..2025-10,    2025-10-24T00:00:00Z, 2025-11-01T00:00:00Z, 2025-10-24..2025-10-31",
        "2025-12-09..,           2025-12-09T00:00:00Z, ,                     2025-12-09..",
        "2025-12..,              2025-12-01T00:00:00Z, ,                     2025-12-01..",
        "..2025-11,              ,                     2025-12-01T00:00:00Z, ..2025-11-30",
        "..,                     ,                     ,                     ..",
        "' 2025-10 .. 2025-11 ', 2025-10-01T00:00:00Z, 2025-12-01T00:00:00Z, 2025-10-01..2025-11-30",
    })
    void bothEndsAreInclusiveDaysOrMonthsAndTheEndIsTheFirstInstantAfter(
            String text, Instant from, Instant to, String asDays) {
        DateRange range = DateRange.valueOf(text);

        assertThat(range).isEqualTo(new DateRange(from, to)).hasToString(asDays);
        assertThat(DateRange.valueOf(asDays)).isEqualTo(range);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-13-01, ' (no month 13)'",
        "2025-00, ' (no month 00)'",
        "2025-02-29, ' (no day 29 in 2025-02)'",
        "2025-11-31.., ' (no day 31 in 2025-11)'",
        "2025-11..2025-10, ' (it ends before it begins)'",
        "2025-10-08..2025-10-07, ' (it ends before it begins)'",
        "'', ''",
        "2025, ''",
        "2025-10-7, ''",
        "2025-10...2025-11, ''",
        "2025-10..2025-11..2025-12, ''",
        "2025-10-07/2025-10-31, ''",
        "2025-10-07T00:00:00Z, ''",
        "yesterday, ''",
    })
    void whatIsNoRangeIsRefusedWithTheReasonAndAnExample(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DateRange.valueOf(text))
                .withMessage(text + " is not a range of UTC days" + reason
                        + ". Give FROM..TO, e.g. 2025-10-07..2025-10-31.");
    }

    @Test
    void springReadsItFromAProperty() {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("extractor.date-range", "2025-10..")));

        assertThat(binder.bind("extractor.date-range", DateRange.class).get())
                .isEqualTo(new DateRange(Instant.parse("2025-10-01T00:00:00Z"), null));
    }
}
