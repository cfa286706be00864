package dev.inferencemax.extractor.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonJsonTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2, 2.0",
        "0.00001, 1e-05",
        "0.0001, 0.0001",
        "0.000123456, 0.000123456",
        "1.5e-7, 1.5e-07",
        "1e16, 1e+16",
        "123456789012345680, 1.2345678901234568e+17",
        "1e15, 1000000000000000.0",
        "-0.25, -0.25",
        "1234.5, 1234.5",
        "0.3170863160688896, 0.3170863160688896",
        "2e-3, 0.002",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void floatsArePrintedAsPythonPrintsThem(double value, String printed) {
        assertThat(PythonJson.number(value)).isEqualTo(printed);
    }

    @Test
    void everyFloatReadsBackAsItself() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextDouble() * Math.pow(10, random.nextInt(-8, 9));
            assertThat(Double.parseDouble(PythonJson.number(value))).isEqualTo(value);
        }
    }

    @Test
    void objectsAreIndentedByTwo() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", List.of(1, "é\n"));
        object.put("b", null);

        assertThat(PythonJson.indented(object)).isEqualTo("""
                {
                  "a": [
                    1,
                    "\\u00e9\\n"
                  ],
                  "b": null
                }""");
        assertThat(PythonJson.compact(object)).isEqualTo("{\"a\": [1, \"\\u00e9\\n\"], \"b\": null}");
    }
}
