package dev.inferencemax.extractor.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a notice says: an object of JSON, built up field by field. */
final class NoticeText {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private NoticeText() {}

    static NoticeText of(RunEnd end) {
        return new NoticeText()
                .with("job", end.job())
                .with("outcome", end.outcome())
                .with("exit_code", end.exitCode())
                .with("message", end.message())
                .with("seconds", end.took().toMillis() / 1000.0);
    }

    NoticeText with(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    /** A text that is JSON itself. */
    NoticeText withJson(String field, @Nullable String json) {
        return with(field, json == null ? null : JSON.readTree(json));
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(fields);
    }
}
