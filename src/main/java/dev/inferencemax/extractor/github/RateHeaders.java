package dev.inferencemax.extractor.github;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What the headers of an answer say about the budget; null: nothing, or nothing that makes sense.
 *
 * @param remaining requests left in this window
 * @param reset when the window ends, on GitHub's clock
 * @param date when the answer was given, on GitHub's clock
 * @param retryAfter how long to stay away
 */
record RateHeaders(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Instant reset,
        @Nullable Instant date,
        @Nullable Duration retryAfter) {

    /** Nobody means more; it keeps arithmetic with nonsense in range. */
    private static final Duration LONGEST = Duration.ofDays(1);

    static RateHeaders of(HttpHeaders headers) {
        Instant date = time(headers.getFirst(HttpHeaders.DATE));
        Long reset = number(headers.getFirst("x-ratelimit-reset"));
        return new RateHeaders(
                number(headers.getFirst("x-ratelimit-limit")),
                number(headers.getFirst("x-ratelimit-remaining")),
                reset == null || reset > Instant.MAX.getEpochSecond() ? null : Instant.ofEpochSecond(reset),
                date,
                retryAfter(headers.getFirst(HttpHeaders.RETRY_AFTER), date));
    }

    /** How long until the window ends, as GitHub's own clock measures it. */
    @Nullable Duration untilReset(Instant ourNow) {
        return reset == null ? null : inRange(Duration.between(date == null ? ourNow : date, reset));
    }

    private static @Nullable Duration retryAfter(@Nullable String text, @Nullable Instant date) {
        Long seconds = number(text);
        if (seconds != null) {
            return seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds(seconds);
        }
        Instant until = time(text);
        return until == null || date == null ? null : inRange(Duration.between(date, until));
    }

    private static Duration inRange(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,18}") ? Long.valueOf(text.strip()) : null;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
