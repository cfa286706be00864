package dev.inferencemax.extractor.format;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the small files beside the results. What is not as expected is absent: side information is never a fault. */
final class SideJson {

    private static final int LONGEST_TEXT = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SideJson() {}

    /** The file; a missing node where it is no JSON. */
    static JsonNode read(InputStream json) throws IOException {
        byte[] bytes = json.readAllBytes();
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /** Text, or a number as text, of characters that every database takes; null: there is none, or it is empty. */
    static @Nullable String text(JsonNode value) {
        if (!value.isString() && !value.isNumber()) {
            return null;
        }
        String text = value.asString().strip();
        return text.isEmpty() ? null : storable(text);
    }

    static String storable(String text) {
        String start = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
        return start.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A finite number. */
    static @Nullable BigDecimal number(JsonNode value) {
        if (!value.isNumber() || (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue()))) {
            return null;
        }
        return value.decimalValue();
    }

    /** A whole number, also as text: lengths are published so. */
    static @Nullable Integer whole(JsonNode value) {
        String text = text(value);
        return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    /** {@code true}, {@code "true"}, {@code "True"}. */
    static @Nullable Boolean bool(JsonNode value) {
        String text = value.isBoolean() ? String.valueOf(value.booleanValue()) : text(value);
        return text == null ? null : text.matches("(?i)true|false") ? Boolean.valueOf(text) : null;
    }
}
