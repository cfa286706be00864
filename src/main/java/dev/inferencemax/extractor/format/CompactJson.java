package dev.inferencemax.extractor.format;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes small values as JSON without white space, keys in order: the same value gives the same text. */
final class CompactJson {

    private final StringBuilder json;

    CompactJson(StringBuilder json) {
        this.json = json;
    }

    static String of(Json value) {
        StringBuilder json = new StringBuilder();
        new CompactJson(json).write(value);
        return json.toString();
    }

    void write(Json value) {
        if (value instanceof Json.Text text) {
            text(text.value());
        } else if (value instanceof Json.Numeric number) {
            json.append(number.value());
        } else if (value instanceof Json.Bool bool) {
            json.append(bool.value());
        } else if (value instanceof Json.Obj object) {
            object(new TreeMap<>(object.fields()));
        } else if (value instanceof Json.Arr array) {
            array(array.elements());
        } else {
            // JSON has no word for NaN either
            json.append("null");
        }
    }

    private void object(Map<String, Json> fields) {
        json.append('{');
        fields.forEach((key, value) -> {
            text(key);
            json.append(':');
            write(value);
            json.append(',');
        });
        close('}');
    }

    private void array(List<Json> elements) {
        json.append('[');
        for (Json element : elements) {
            write(element);
            json.append(',');
        }
        close(']');
    }

    private void close(char bracket) {
        int last = json.length() - 1;
        if (json.charAt(last) == ',') {
            json.setCharAt(last, bracket);
        } else {
            json.append(bracket);
        }
    }

    private void text(String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
