package dev.inferencemax.extractor.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads objects of a file into memory, one at a time, of which each takes a bounded amount whatever the file holds. Raw client
 * reports list every token's latency, tens of megabytes: arrays that long are digested and let go.
 */
final class RecordParser {

    private static final Json NULL = new Json.Null();
    private static final Json TRUE = new Json.Bool(true);
    private static final Json FALSE = new Json.Bool(false);

    /** A row has about a hundred values, a nested agentic one a few hundred. */
    private static final int MOST_VALUES = 100_000;

    private static final int MOST_VALUES_IN_AN_ARRAY = 1_000;

    private static final int FIELDS_OF_A_ROW = 48;
    private static final int FIELDS_OF_AN_INNER_OBJECT = 10;

    /** A text counts as one value for each of these. */
    private static final int CHARS_PER_VALUE = 64;

    /** A double's exponents end at ±308 and, for what is almost nothing, -324. */
    private static final int LARGEST_EXPONENT = 308;

    private static final int SMALLEST_EXPONENT = -324;

    private final JsonParser parser;

    /** One for each level of nesting: what lies deeper is digested before what holds it. */
    private final List<DigestWriter> digests = new ArrayList<>();

    private int depth;
    private int held;
    private boolean tooLarge;
    private boolean unstorableKey;

    RecordParser(JsonParser parser) {
        this.parser = parser;
    }

    /** Whether the last object held more than is kept: it is not whole then. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** Whether a key of the last object is one that neither a table nor a database takes. */
    boolean hasUnstorableKey() {
        return unstorableKey;
    }

    /** The object whose first brace the parser has just read; afterwards it has read the last. */
    Json.Obj object() {
        held = 0;
        tooLarge = false;
        unstorableKey = false;
        return object(FIELDS_OF_A_ROW);
    }

    private Json.Obj object(int expectedFields) {
        DigestWriter digest = deeper();
        Map<String, Json> fields = new LinkedHashMap<>(expectedFields * 4 / 3);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            unstorableKey |= !Fault.isStorable(name);
            parser.nextToken();
            Json value = value();
            if (hold(name.length())) {
                fields.put(name, value);
            }
        }
        depth--;
        return new Json.Obj(fields, digest.ofObject(fields));
    }

    private Json.Arr array() {
        int heldBefore = held;
        DigestWriter digest = deeper();
        List<Json> elements = new ArrayList<>();
        boolean kept = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Json element = value();
            digest.add(element);
            kept = kept && hold(0) && held - heldBefore <= MOST_VALUES_IN_AN_ARRAY;
            if (kept) {
                elements.add(element);
            } else {
                elements.clear();
                held = heldBefore;
            }
        }
        depth--;
        return new Json.Arr(elements, digest.finish());
    }

    private DigestWriter deeper() {
        if (depth == digests.size()) {
            digests.add(new DigestWriter());
        }
        return digests.get(depth++);
    }

    private Json value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(FIELDS_OF_AN_INNER_OBJECT);
            case START_ARRAY -> array();
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> TRUE;
            case VALUE_FALSE -> FALSE;
            default -> NULL;
        };
    }

    private Json text() {
        String text = parser.getString();
        return hold(text.length()) ? new Json.Text(text) : NULL;
    }

    private Json number() {
        if (parser.isNaN()) {
            return new Json.NotFinite(parser.getString());
        }
        try {
            BigDecimal number = parser.getDecimalValue();
            if (number.signum() == 0) {
                return new Json.Numeric(number.scale() > LARGEST_EXPONENT ? BigDecimal.ZERO : number);
            }
            long exponent = (long) number.precision() - number.scale() - 1;
            return exponent > LARGEST_EXPONENT || exponent < SMALLEST_EXPONENT
                    ? new Json.NotFinite(parser.getString())
                    : new Json.Numeric(number);
        } catch (NumberFormatException e) {
            // an exponent of more digits than a BigDecimal's
            return new Json.NotFinite(parser.getString());
        }
    }

    private boolean hold(int chars) {
        held += 1 + chars / CHARS_PER_VALUE;
        tooLarge |= held > MOST_VALUES;
        return held <= MOST_VALUES;
    }
}
