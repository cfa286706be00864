package dev.inferencemax.extractor.format;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the Python script this replaces told configurations apart by: eleven values as published, as a JSON array. What
 * is absent is {@code null}, as Python's {@code get} gives it; numbers that are equal there are equal here.
 */
final class CurrentScriptKey {

    private static final List<String> FIELDS = List.of(
            "hw",
            "framework",
            "precision",
            "isl",
            "osl",
            "tp",
            "ep",
            "conc",
            "spec_decoding",
            "disagg",
            "dp_attention");

    private CurrentScriptKey() {}

    static String of(Fields fields) {
        return FIELDS.stream()
                .map(field -> {
                    BigDecimal number = fields.number(field);
                    Json value = fields.get(field);
                    if (number != null) {
                        return number.stripTrailingZeros().toString();
                    }
                    return value == null ? "null" : CompactJson.of(value);
                })
                .collect(Collectors.joining(",", "[", "]"));
    }
}
