package dev.inferencemax.extractor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;

class ColumnTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            emptyValue = "",
            value = {
                "342.5476231826731, 342.55",
                "52216.30728, 52216",
                "1234567.8, 1234600",
                "0.000123456789, 0.00012346",
                "0.10000, 0.1",
                "-1.5, -1.5",
                "0, 0",
                "0E-10, 0",
                "100, 100",
                "1e300, 1e300",
                "1.23456E-300, 1.2346e-300",
                "'', ''",
                "NaN, ''",
                "twelve, ''"
            })
    void aMeasureHasFiveSignificantDigits(String published, String shown) {
        assertThat(Column.shortened(published)).isEqualTo(shown);
    }

    @Test
    void aTextStandsOnceAndItsCellsAreItsNumber() {
        Column column = Column.ofTexts();
        for (String cell : new String[] {"h100", "", "b200", "h100"}) {
            column.add(cell);
        }

        assertThat(json(column)).isEqualTo("{\"words\":[\"h100\",\"b200\"],\"cells\":\"0,,1,0\"}");
    }

    @Test
    void whatIsNoWholeNumberIsLeftOut() {
        Column column = Column.ofWholeNumbers();
        for (String cell : new String[] {"12", "1,2", "-1", "", "99999999999"}) {
            column.add(cell);
        }

        assertThat(json(column)).isEqualTo("{\"cells\":\"12,,,,99999999999\"}");
    }

    private static String json(Column column) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = EmbeddedJson.to(out)) {
            column.write(json);
        }
        return out.toString();
    }
}
