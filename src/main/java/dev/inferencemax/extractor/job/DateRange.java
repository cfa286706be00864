package dev.inferencemax.extractor.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whole UTC days, as people write them: {@code 2025-10-07..2025-10-31}, {@code 2025-10}, {@code 2025-10-24},
 * {@code 2025-12-09..}, {@code ..2025-11}, {@code ..} for all time. Both ends are inclusive for the writer; here the end
 * is the first instant after it, so that ranges that touch do not overlap.
 *
 * @param from the first instant within; null: no beginning
 * @param to the first instant beyond; null: no end
 */
public record DateRange(@Nullable Instant from, @Nullable Instant to) {

    private static final Pattern DAY_OR_MONTH = Pattern.compile("([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?");
    private static final String BETWEEN = "..";

    /**
     * Reads a range; the name Spring looks for when it converts an option.
     *
     * @throws IllegalArgumentException when it is none; the message begins with the text and says what is accepted
     */
    public static DateRange valueOf(String text) {
        String range = text.strip();
        int between = range.indexOf(BETWEEN);
        String first = between < 0 ? range : range.substring(0, between).strip();
        String last = between < 0
                ? range
                : range.substring(between + BETWEEN.length()).strip();
        Days from = between >= 0 && first.isEmpty() ? null : Days.of(first, text);
        Days to = between >= 0 && last.isEmpty() ? null : Days.of(last, text);
        if (from != null && to != null && from.first().isAfter(to.last())) {
            throw noRange(text, " (it ends before it begins)");
        }
        return new DateRange(
                from == null ? null : startOf(from.first()),
                to == null ? null : startOf(to.last().plusDays(1)));
    }

    boolean includes(Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The same days always read the same, however they were written. */
    @Override
    public String toString() {
        return (from == null ? "" : dayOf(from)) + BETWEEN + (to == null ? "" : dayOf(to.minus(1, ChronoUnit.NANOS)));
    }

    private static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static IllegalArgumentException noRange(String text, String reason) {
        return new IllegalArgumentException(
                "%s is not a range of UTC days%s. Give FROM..TO, e.g. 2025-10-07..2025-10-31.".formatted(text, reason));
    }

    /** What one end names: a day, or all days of a month. */
    private record Days(LocalDate first, LocalDate last) {

        private static Days of(String text, String range) {
            Matcher parts = DAY_OR_MONTH.matcher(text);
            if (!parts.matches()) {
                throw noRange(range, "");
            }
            int monthOfYear = Integer.parseInt(parts.group(2));
            if (monthOfYear < 1 || monthOfYear > 12) {
                throw noRange(range, " (no month %s)".formatted(parts.group(2)));
            }
            YearMonth month = YearMonth.of(Integer.parseInt(parts.group(1)), monthOfYear);
            if (parts.group(3) == null) {
                return new Days(month.atDay(1), month.atEndOfMonth());
            }
            int dayOfMonth = Integer.parseInt(parts.group(3));
            if (!month.isValidDay(dayOfMonth)) {
                throw noRange(range, " (no day %s in %s)".formatted(parts.group(3), month));
            }
            LocalDate day = month.atDay(dayOfMonth);
            return new Days(day, day);
        }
    }
}
