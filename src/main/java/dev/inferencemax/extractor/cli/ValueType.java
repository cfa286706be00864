package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.DateRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an option's value may be. */
@FunctionalInterface
interface ValueType {

    /**
     * Refuses what is none of these.
     *
     * @throws IllegalArgumentException whose message begins with the refused value (of a list: the refused entry) and goes
     *     on to say what is wrong and what is accepted; with the option's name and {@code =} before it, it is a sentence
     */
    void check(String value);

    /** True or false; nothing at all was read as true before this. */
    static ValueType flag() {
        return value -> {
            if (!List.of("true", "false").contains(value)) {
                throw new IllegalArgumentException(
                        value + " is neither true nor false. Give it no value to switch it on.");
            }
        };
    }

    static ValueType oneOf(String... values) {
        return value -> {
            if (!List.of(values).contains(value)) {
                throw new IllegalArgumentException(value + " is not known. Give " + InWords.or(List.of(values)) + ".");
            }
        };
    }

    /**
     * Text of one shape.
     *
     * @param refusal follows the refused value
     */
    static ValueType matching(String shape, String refusal) {
        Pattern pattern = Pattern.compile(shape);
        return value -> {
            if (!pattern.matcher(value).matches()) {
                throw new IllegalArgumentException(value + " " + refusal);
            }
        };
    }

    /** One or more, separated by commas. */
    static ValueType listOf(ValueType element) {
        return value -> {
            for (String entry : value.split(",", -1)) {
                element.check(entry.strip());
            }
        };
    }

    /** The same, or one word that stands for all there are. */
    static ValueType listOf(ValueType element, String all) {
        return value -> {
            if (value.equals(all)) {
                return;
            }
            if (List.of(value.split(",", -1)).contains(all)) {
                throw new IllegalArgumentException(value + " names " + all + " and more. Give " + all + " alone.");
            }
            listOf(element).check(value);
        };
    }

    /** A whole number, both ends included. */
    static ValueType countFrom(int least, int most) {
        return value -> {
            if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
                throw new IllegalArgumentException(
                        "%s is not a whole number from %,d to %,d.".formatted(value, least, most));
            }
        };
    }

    static ValueType dateRange() {
        return DateRange::valueOf;
    }

    /** A day of the calendar. */
    static ValueType day() {
        return value -> {
            try {
                LocalDate.parse(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(value + " is not a day. Give e.g. 2025-12-09.", e);
            }
        };
    }

    /** A number with its unit, or ISO 8601. A bare number is refused: Spring would take it for milliseconds. */
    static ValueType duration() {
        Duration most = Duration.ofDays(100_000); // a nanosecond clock counts that far
        return value -> {
            Duration duration;
            try {
                duration = value.matches("[0-9]{1,9}(?i:ms|s|m|h|d)") ? simple(value) : Duration.parse(value);
            } catch (DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        value + " is not a duration. Give a number with a unit, e.g. 90s, 65m or 2h, or PT1H.", e);
            }
            if (duration.isNegative() || duration.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        value + " is not a duration to wait. Give 0s or more, e.g. 90s, 65m or 2h.");
            }
        };
    }

    private static Duration simple(String value) {
        String text = value.toUpperCase(Locale.ROOT);
        if (text.endsWith("MS")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse(text.endsWith("D") ? "P" + text : "PT" + text);
    }
}
