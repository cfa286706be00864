package dev.inferencemax.extractor.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON as Python's {@code json.dumps} prints it, since that is what published the results: shortest round-trip floats
 * ({@code 1e-05}, {@code 0.1}, {@code 1e+16}), bare {@code NaN} and {@code Infinity}, ASCII only.
 */
final class PythonJson {

    /** From this decimal exponent on, and below the other, Python switches to the form with an exponent. */
    private static final int EXPONENT_FROM = 16;

    private static final int EXPONENT_BELOW = -4;

    private static final double MILLION = 1e6;

    private final StringBuilder out = new StringBuilder(1024);
    private final boolean indented;

    private PythonJson(boolean indented) {
        this.indented = indented;
    }

    /** On one line, as GitHub answers. */
    static String compact(Object value) {
        PythonJson json = new PythonJson(false);
        json.value(value, 0);
        return json.out.toString();
    }

    /** With {@code indent=2}, as the benchmark's scripts write their files. */
    static String indented(Object value) {
        PythonJson json = new PythonJson(true);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof List<?> list) {
            array(list, depth);
        } else if (value instanceof Double number) {
            out.append(number(number));
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            out.append(value);
        } else {
            text(value.toString());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            newLine(depth + 1);
            text(entry.getKey().toString());
            out.append(": ");
            value(entry.getValue(), depth + 1);
            separator(entries.hasNext());
        }
        newLine(depth);
        out.append('}');
    }

    private void array(List<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            newLine(depth + 1);
            value(items.next(), depth + 1);
            separator(items.hasNext());
        }
        newLine(depth);
        out.append(']');
    }

    private void separator(boolean more) {
        if (more) {
            out.append(indented ? "," : ", ");
        }
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** {@code repr(float)}. Not {@code Double.toString}: before JDK 19 that prints a digit too many now and then. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        long millionths = Math.round(value * MILLION);
        if (Math.abs(value) < MILLION && millionths / MILLION == value && Math.abs(value) >= 1e-4) {
            return fixed(millionths);
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (exponent >= EXPONENT_FROM || exponent < EXPONENT_BELOW) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return sign
                    + digits.charAt(0)
                    + fraction
                    + (exponent < 0 ? "e-" : "e+")
                    + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        String plain = shortest.abs().toPlainString();
        return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
    }

    /** Few digits need no search; generated histories have only such. */
    private static String fixed(long millionths) {
        String whole = (millionths < 0 ? "-" : "") + Math.abs(millionths / (long) MILLION);
        String fraction = String.valueOf((long) MILLION + Math.abs(millionths % (long) MILLION));
        int end = fraction.length();
        while (end > 2 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + fraction.substring(1, end);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 15; ; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (precision == 17 || rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
    }
}
