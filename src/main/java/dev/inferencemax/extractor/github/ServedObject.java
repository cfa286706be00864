package dev.inferencemax.extractor.github;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object of GitHub's, read forgivingly: what is missing, null or of another type than expected is null.
 *
 * @param json the text it was read from, character for character
 */
record ServedObject(JsonNode node, String json) {

    static final JsonMapper JSON = JsonMapper.shared();

    /** Reads a whole text; null when it is no JSON object. */
    static @Nullable ServedObject orNull(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() ? new ServedObject(node, text) : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    boolean has(String field) {
        return node.has(field);
    }

    @Nullable String text(String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    String textOr(String field, String otherwise) {
        String text = text(field);
        return text == null ? otherwise : text;
    }

    @Nullable Long number(String field) {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    long numberOr(String field, long otherwise) {
        Long number = number(field);
        return number == null ? otherwise : number;
    }

    boolean flag(String field) {
        JsonNode value = node.path(field);
        return value.isBoolean() && value.booleanValue();
    }

    @Nullable Instant instant(String field) {
        String text = text(field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    @Nullable ServedObject object(String field) {
        JsonNode value = node.path(field);
        return value.isObject() ? new ServedObject(value, value.toString()) : null;
    }
}
