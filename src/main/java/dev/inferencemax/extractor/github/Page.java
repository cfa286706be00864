package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * One page of a listing.
 *
 * @param total what GitHub says the whole listing holds; it may be wrong; null: not stated
 * @param next the page after this one, from the Link header, never from arithmetic; null: this is the last
 */
record Page<T>(
        List<T> items, @Nullable Long total, @Nullable URI next) {

    private static final Logger log = LoggerFactory.getLogger(Page.class);

    /**
     * Reads the objects of the array {@code field}. One that makes no item (it has no id) is left out with a warning.
     *
     * @throws IOException when the answer is not such a page: a web page, half a page, an object without the array
     */
    static <T> Page<T> read(Answer answer, String field, Function<ServedObject, @Nullable T> item) throws IOException {
        List<T> items = null;
        Long total = null;
        try (JsonParser json = ServedObject.JSON.createParser(answer.text())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object: " + answer.message());
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals(field) && value == JsonToken.START_ARRAY) {
                    items = items(json, answer.text(), field, item);
                } else if (name.equals("total_count") && value == JsonToken.VALUE_NUMBER_INT) {
                    total = json.getValueAsLong();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException broken) {
            throw new IOException("broken JSON: " + broken.getOriginalMessage(), broken);
        }
        if (items == null) {
            throw new IOException("no list of " + field + " in the answer: " + answer.message());
        }
        return new Page<>(items, total, answer.next());
    }

    private static <T> List<T> items(
            JsonParser json, String text, String field, Function<ServedObject, @Nullable T> item) throws IOException {
        List<T> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) json.currentTokenLocation().getCharOffset();
            JsonNode node = json.readValueAsTree();
            int end = (int) json.currentLocation().getCharOffset();
            T read = item.apply(new ServedObject(node, text.substring(start, end)));
            if (read == null) {
                log.warn(
                        "one of {} has no id and is left out: {}",
                        field,
                        text.substring(start, Math.min(end, start + 200)));
            } else {
                items.add(read);
            }
        }
        return items;
    }
}
