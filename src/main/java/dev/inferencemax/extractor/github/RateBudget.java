package dev.inferencemax.extractor.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a request may go, and with which token: a clock and the headers of answers in, "go" or "wait" out. Sends nothing
 * and sleeps never. Every pass handed out must come back, answered or not.
 */
final class RateBudget {

    private final Clock clock;
    private final List<Allowance> allowances;

    RateBudget(Clock clock, List<Token> tokens) {
        this.clock = clock;
        this.allowances = tokens.stream().map(Allowance::new).toList();
    }

    /** What to do now. */
    sealed interface Turn {

        record Go(Pass pass) implements Turn {}

        /** Every token is told to wait; this is when the first may go again. */
        record Wait(Instant until, String why) implements Turn {}

        /** The last requests of the budget are on their way: their answers decide. */
        record Full() implements Turn {}
    }

    /**
     * Leave to send one request.
     *
     * @param closings how often the token had been told off when this request went: what was sent before GitHub said
     *     wait, and is refused after, is no second offence
     */
    record Pass(Allowance allowance, int closings) {

        Token token() {
            return allowance.token;
        }
    }

    /** The token with the most requests left goes first. */
    synchronized Turn ask() {
        Instant now = clock.instant();
        Allowance open = allowances.stream()
                .filter(allowance -> allowance.opens(now) == null && allowance.available() > 0)
                .max(Comparator.comparingLong(Allowance::available))
                .orElse(null);
        if (open != null) {
            open.inFlight++;
            return new Turn.Go(new Pass(open, open.closings));
        }
        if (allowances.stream().anyMatch(allowance -> allowance.opens(now) == null)) {
            return new Turn.Full();
        }
        Allowance first = allowances.stream()
                .min(Comparator.comparing(allowance -> Objects.requireNonNull(allowance.opens(now))))
                .orElseThrow();
        return new Turn.Wait(Objects.requireNonNull(first.opens(now)), first.why);
    }

    /**
     * Takes a pass back with what the answer said.
     *
     * @param tooFast the answer was a refusal for being too fast
     * @return until when this answer closed the token; null: it did not, or the token was closed already
     */
    synchronized @Nullable Instant answered(Pass pass, RateHeaders told, boolean tooFast) {
        Allowance allowance = pass.allowance();
        Instant now = clock.instant();
        Instant before = allowance.opens(now);
        allowance.inFlight--;
        allowance.note(told, now);
        if (tooFast) {
            allowance.refused(told, now, pass.closings() == allowance.closings);
        } else if (pass.closings() == allowance.closings) {
            allowance.strikes = 0;
        }
        Instant after = allowance.opens(now);
        return before == null ? after : null;
    }

    /** Takes a pass back whose request got no answer. */
    synchronized void unanswered(Pass pass) {
        pass.allowance().inFlight--;
    }

    /** Takes a pass back that was not used, for other processes have left nothing of the token until that moment. */
    synchronized void usedByOthers(Pass pass, Instant opens) {
        Allowance allowance = pass.allowance();
        allowance.inFlight--;
        allowance.toldToWait = Allowance.later(allowance.toldToWait, opens);
        allowance.why = "other processes have used what is left of " + allowance.token;
    }

    synchronized RateLimit.OfToken of(Pass pass) {
        return pass.allowance().state(clock.instant());
    }

    synchronized RateLimit now() {
        Instant now = clock.instant();
        List<RateLimit.OfToken> tokens =
                allowances.stream().map(allowance -> allowance.state(now)).toList();
        boolean allClosed = tokens.stream().allMatch(token -> token.closedUntil() != null);
        return new RateLimit(
                sum(tokens, RateLimit.OfToken::limit),
                sum(tokens, RateLimit.OfToken::remaining),
                earliest(tokens, RateLimit.OfToken::reset),
                allClosed ? earliest(tokens, RateLimit.OfToken::closedUntil) : null,
                tokens);
    }

    private static @Nullable Long sum(
            List<RateLimit.OfToken> tokens, Function<RateLimit.OfToken, @Nullable Long> part) {
        List<Long> known = tokens.stream()
                .flatMap(token -> Stream.ofNullable(part.apply(token)))
                .toList();
        return known.isEmpty()
                ? null
                : known.stream().mapToLong(Long::longValue).sum();
    }

    private static @Nullable Instant earliest(
            List<RateLimit.OfToken> tokens, Function<RateLimit.OfToken, @Nullable Instant> part) {
        return tokens.stream()
                .flatMap(token -> Stream.ofNullable(part.apply(token)))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The budget of one token; guarded by the budget it is part of. */
    static final class Allowance {

        /** The second of the reset itself still belongs to the old window. */
        private static final Duration BEYOND_RESET = Duration.ofSeconds(1);

        /** Answers name the end of one window differently by a second or so. */
        private static final Duration JITTER = Duration.ofSeconds(10);

        /** GitHub's advice where it names no time, and the least pause where it does; both double with each repetition. */
        private static final Duration UNNAMED = Duration.ofSeconds(60);

        private static final Duration NAMED = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofHours(1);

        private final Token token;
        private @Nullable Long limit;
        private @Nullable Long remaining; // as stated; null: not known, so nothing forbids to go
        private @Nullable Instant window; // GitHub's name for the window: its reset on GitHub's clock
        private @Nullable Instant renewal; // the same on our clock
        private @Nullable Instant toldToWait; // by a refusal, on our clock
        private String why = "";
        private int strikes; // refusals in a row
        private int closings;
        private int inFlight;

        private Allowance(Token token) {
            this.token = token;
        }

        /** Null: open. */
        private @Nullable Instant opens(Instant now) {
            if (renewal != null && !renewal.isAfter(now)) {
                renewal = null;
                remaining = null;
            }
            if (toldToWait != null && !toldToWait.isAfter(now)) {
                toldToWait = null;
            }
            Instant exhausted = remaining != null && remaining == 0 ? renewal : null;
            return later(exhausted, toldToWait);
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }

        /** Requests in flight may not be part of what GitHub stated yet, so they count as spent. */
        private long available() {
            return (remaining == null ? Long.MAX_VALUE : remaining) - inFlight;
        }

        private void note(RateHeaders told, Instant now) {
            Instant reset = told.reset();
            Duration untilReset = told.untilReset(now);
            if (told.remaining() == null || reset == null || untilReset == null) {
                return;
            }
            limit = told.limit() == null ? limit : told.limit();
            boolean sameWindow =
                    window != null && Duration.between(window, reset).abs().compareTo(JITTER) <= 0;
            if (window != null && !sameWindow && reset.isBefore(window) && untilReset.isZero()) {
                return; // an answer overtaken by one of the next window
            }
            Long known = sameWindow ? remaining : null;
            remaining = known == null ? told.remaining() : (Long) Math.min(known, told.remaining());

            window = reset;
            renewal = now.plus(untilReset).plus(BEYOND_RESET);
            if (remaining == 0) {
                why = "no requests left for " + token;
            }
        }

        private void refused(RateHeaders told, Instant now, boolean anew) {
            if (anew) {
                strikes++;
                closings++;
            }
            boolean exhausted = Long.valueOf(0).equals(told.remaining()) && told.reset() != null;
            Duration wait = told.retryAfter();
            Duration least = wait != null || exhausted ? NAMED : UNNAMED;
            long factor = 1L << Math.min(20, Math.max(0, strikes - 1));
            Duration grown = least.multipliedBy(factor);
            Duration pause = shorter(grown, LONGEST);
            Instant until = now.plus(wait == null || wait.compareTo(pause) < 0 ? pause : wait);
            toldToWait = later(toldToWait, until);
            if (!exhausted) {
                why = "GitHub asked " + token + " to slow down";
            }
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private RateLimit.OfToken state(Instant now) {
            Instant opens = opens(now);
            return new RateLimit.OfToken(token.toString(), limit, remaining, renewal, opens);
        }
    }
}
