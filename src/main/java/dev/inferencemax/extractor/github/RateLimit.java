package dev.inferencemax.extractor.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the budget now, all tokens together. Null: no answer has stated it yet.
 *
 * @param limit requests an hour
 * @param remaining requests left until {@code reset}
 * @param reset when the first exhausted or soonest budget is filled up again, on our clock
 * @param closedUntil no request goes out before that time; null: requests go
 */
public record RateLimit(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Instant reset,
        @Nullable Instant closedUntil,
        List<OfToken> tokens) {

    public RateLimit {
        tokens = List.copyOf(tokens);
    }

    /**
     * The budget of one token.
     *
     * @param token which one, never what: {@code token 1 of 2}, or {@code no token}
     */
    public record OfToken(
            String token,
            @Nullable Long limit,
            @Nullable Long remaining,
            @Nullable Instant reset,
            @Nullable Instant closedUntil) {}
}
