package dev.inferencemax.extractor.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * The cells of one column as one text, separated by commas: short to store, and read by the page only when it wants
 * them. An empty place is an empty cell.
 */
abstract class Column {

    private final StringBuilder cells = new StringBuilder();
    private boolean first = true;

    /** Each text once, a cell is its number. */
    static Column ofTexts() {
        return new Column() {
            private final Map<String, Integer> words = new LinkedHashMap<>();

            @Override
            String coded(String cell) {
                return cell.isEmpty() ? "" : Integer.toString(words.computeIfAbsent(cell, word -> words.size()));
            }

            @Override
            void describe(JsonGenerator json) {
                json.writeArrayPropertyStart("words");
                words.keySet().forEach(json::writeString);
                json.writeEndArray();
            }
        };
    }

    /** Measured numbers, as exact as a chart can show them. */
    static Column ofMeasures() {
        return new Column() {
            @Override
            String coded(String cell) {
                return shortened(cell);
            }
        };
    }

    /** Whole numbers: ids, counts, numbers of rows in other tables. What is none is left out. */
    static Column ofWholeNumbers() {
        return new Column() {
            @Override
            String coded(String cell) {
                return cell.chars().allMatch(c -> c >= '0' && c <= '9') && cell.length() < 16 ? cell : "";
            }
        };
    }

    abstract String coded(String cell);

    void describe(JsonGenerator json) {}

    void add(String cell) {
        if (!first) {
            cells.append(',');
        }
        first = false;
        cells.append(coded(cell));
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        describe(json);
        json.writeStringProperty("cells", cells.toString());
        json.writeEndObject();
    }

    /** Five significant digits; what is no number is none here. */
    static String shortened(String number) {
        if (number.isEmpty() || number.length() > 60) {
            return "";
        }
        try {
            BigDecimal value = new BigDecimal(number).round(new MathContext(5));
            if (value.signum() == 0) {
                return "0";
            }
            String exponential = value.stripTrailingZeros().toString();
            String plain = Math.abs(value.precision() - value.scale()) > 12
                    ? exponential
                    : value.stripTrailingZeros().toPlainString();
            return plain.replace("E+", "e").replace('E', 'e');
        } catch (NumberFormatException none) {
            return "";
        }
    }
}
