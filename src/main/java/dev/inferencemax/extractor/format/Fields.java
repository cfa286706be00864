package dev.inferencemax.extractor.format;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The fields of a published record, asked for by what they should hold. */
final class Fields {

    private static final int DIGITS_OF_AN_INT = 10;

    private final Map<String, Json> fields;

    Fields(Json.Obj object) {
        this.fields = object.fields();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable Json get(String name) {
        return fields.get(name);
    }

    /** Whether the field states something; {@code null} does not. */
    boolean states(String name) {
        Json value = fields.get(name);
        return value != null && !(value instanceof Json.Null);
    }

    /** Text; null: another kind of value, or a blank one, with which unset variables were published. */
    @Nullable String text(String name) {
        return fields.get(name) instanceof Json.Text text && !text.value().isBlank() ? text.value() : null;
    }

    /** A finite number. */
    @Nullable BigDecimal number(String name) {
        return fields.get(name) instanceof Json.Numeric number ? number.value() : null;
    }

    /** A whole number that is not negative; {@code 8.0} is one, {@code "8"} is not. */
    @Nullable Integer whole(String name) {
        BigDecimal number = number(name);
        return number == null ? null : whole(number);
    }

    /** {@code true} or {@code "true"}: attention parallelism is published as text, often an empty one. */
    @Nullable Boolean bool(String name) {
        Json value = fields.get(name);
        if (value instanceof Json.Bool bool) {
            return bool.value();
        }
        String text = text(name);
        if ("true".equalsIgnoreCase(text)) {
            return true;
        }
        return "false".equalsIgnoreCase(text) ? false : null;
    }

    void forEach(BiConsumer<String, Json> field) {
        fields.forEach(field);
    }

    private static @Nullable Integer whole(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        if (number.signum() < 0 || shortest.scale() > 0 || shortest.precision() - shortest.scale() > DIGITS_OF_AN_INT) {
            return null;
        }
        long whole = shortest.longValue();
        return whole > Integer.MAX_VALUE ? null : (Integer) (int) whole;
    }
}
