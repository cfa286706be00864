package dev.inferencemax.extractor.format;

import java.util.List;

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
        StringBuilder key = new StringBuilder(150);
        CompactJson json = new CompactJson(key);
        for (String field : FIELDS) {
            key.append(key.isEmpty() ? '[' : ',');
            Json value = fields.get(field);
            if (value instanceof Json.Numeric number) {
                key.append(number.value().stripTrailingZeros());
            } else if (value == null) {
                key.append("null");
            } else {
                json.write(value);
            }
        }
        return key.append(']').toString();
    }
}
