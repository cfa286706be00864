package dev.inferencemax.extractor.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests an hour, each token its own; GitHub's {@code core} resource. */
final class RateBudget {

    /** The state after one request; negative: it was one too many. */
    record Standing(int limit, int remaining, Duration untilReset) {

        /** What {@code /rate_limit} answers, at no cost. */
        Answer told() {
            Map<String, Object> core = Map.of(
                    "limit",
                    limit,
                    "used",
                    limit - Math.max(0, remaining),
                    "remaining",
                    Math.max(0, remaining),
                    "reset",
                    Fault.epochSecondIn(untilReset));
            return on(Answer.json(200, Map.of("resources", Map.of("core", core), "rate", core)));
        }

        Answer on(Answer answer) {
            Answer told =
                    answer.with("x-ratelimit-limit", String.valueOf(limit)).with("x-ratelimit-resource", "core");
            if (answer.has("x-ratelimit-remaining")) {
                return told.with("x-ratelimit-used", String.valueOf(limit));
            }
            int left = Math.max(0, remaining);
            return told.with("x-ratelimit-remaining", String.valueOf(left))
                    .with("x-ratelimit-used", String.valueOf(limit - left))
                    .with("x-ratelimit-reset", String.valueOf(Fault.epochSecondIn(untilReset)));
        }
    }

    /**
     * One window of one token.
     *
     * @param refused requests of those who are watched, beyond the limit or while the token was told to wait
     */
    record Spent(int used, int refused) {}

    private static final class Spending {
        private Instant resets = Instant.MIN;
        private int used;
        private int refused;
    }

    private final Clock clock;
    private final Map<String, Spending> spending = new HashMap<>();
    private final List<Spent> ended = new ArrayList<>();
    private int limit = 5000;
    private Duration window = Duration.ofHours(1);

    RateBudget(Clock clock) {
        this.clock = clock;
    }

    synchronized void of(int requests, Duration every) {
        limit = requests;
        window = every;
        spending.clear();
    }

    /** What was spent in each window that has ended, by whomever. */
    synchronized List<Spent> ended() {
        return List.copyOf(ended);
    }

    /** A request was refused. */
    synchronized void refused(String token) {
        spending.computeIfAbsent(token, unknown -> new Spending()).refused++;
    }

    synchronized Standing spend(String token, int requests) {
        Instant now = clock.instant();
        Spending mine = spending.computeIfAbsent(token, unknown -> new Spending());
        if (!mine.resets.isAfter(now)) {
            if (mine.used > 0) {
                ended.add(new Spent(Math.min(limit, mine.used), mine.refused));
            }
            mine.refused = 0;
            mine.resets = now.plus(window);
            mine.used = 0;
        }
        mine.used = Math.min(limit + 1, mine.used + requests);
        return new Standing(limit, limit - mine.used, Duration.between(now, mine.resets));
    }
}
