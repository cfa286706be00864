package dev.inferencemax.extractor.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inferencemax.extractor.sample.Answer.Delivery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One way in which GitHub can answer otherwise than hoped. */
public final class Fault {

    /** GitHub's rule for a secondary limit that states no time: at least a minute. */
    private static final Duration UNSTATED_WAIT = Duration.ofMinutes(1);

    private interface Behaviour {
        Answer instead(Asked asked, Supplier<Answer> normal);
    }

    private final Behaviour behaviour;

    private Fault(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    Answer instead(Asked asked, Supplier<Answer> normal) {
        return behaviour.instead(asked, normal);
    }

    private static Fault edited(UnaryOperator<Answer> edit) {
        return new Fault((asked, normal) -> edit.apply(normal.get()));
    }

    private static Fault always(Supplier<Answer> answer) {
        return new Fault((asked, normal) -> answer.get());
    }

    /** No fault: the ordinary answer, where a script needs one in its middle. */
    public static Fault none() {
        return edited(answer -> answer);
    }

    public static Fault serverError(int status) {
        return always(() -> Answer.message(status, "Server Error"));
    }

    /** Any status with GitHub's error body. */
    public static Fault refused(int status, String message) {
        return always(() -> Answer.message(status, message));
    }

    public static Fault unauthorized() {
        return refused(401, "Bad credentials");
    }

    /** The primary limit: 403, nothing remaining, and when there is again. */
    public static Fault rateLimited(Duration wait) {
        return always(() -> primaryLimit(wait));
    }

    static Answer primaryLimit(Duration wait) {
        return Answer.message(403, "API rate limit exceeded for user ID 1.")
                .with("x-ratelimit-remaining", "0")
                .with("x-ratelimit-reset", String.valueOf(epochSecondIn(wait)))
                .tellingToWait(wait);
    }

    /** Counted from the {@code Date} that goes out with the answer, which is the JDK's real time; rounded up. */
    static long epochSecondIn(Duration wait) {
        return Instant.now().plus(wait).plusMillis(999).getEpochSecond();
    }

    /** The secondary limit: 403 with {@code Retry-After}, while the budget is not spent. */
    public static Fault secondaryLimit(Duration wait) {
        return always(() -> secondary(403, wait));
    }

    /** The secondary limit as 429. */
    public static Fault tooManyRequests(Duration wait) {
        return always(() -> secondary(429, wait));
    }

    /** The secondary limit that does not say how long; GitHub's documentation says a minute. */
    public static Fault secondaryLimit() {
        return always(() -> secondaryMessage(403).tellingToWait(UNSTATED_WAIT));
    }

    private static Answer secondary(int status, Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return secondaryMessage(status)
                .with("Retry-After", String.valueOf(seconds))
                .tellingToWait(Duration.ofSeconds(seconds));
    }

    private static Answer secondaryMessage(int status) {
        return Answer.message(
                status, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
    }

    /** Half of the body, then the connection is closed although more was promised. */
    public static Fault truncated() {
        return edited(answer -> answer.delivered(Delivery.HALF_THEN_CLOSED));
    }

    /** The connection dies without an answer. */
    public static Fault reset() {
        return edited(answer -> answer.delivered(Delivery.NOTHING));
    }

    /** Half of the body, then silence until the caller gives up. */
    public static Fault stalled() {
        return edited(answer -> answer.delivered(Delivery.HALF_THEN_SILENCE));
    }

    /** A login page with status 200, as a proxy or a captive portal serves it. */
    public static Fault html() {
        return always(() -> Answer.of(
                200,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to continue</body></html>"
                        .getBytes(UTF_8)));
    }

    /** Status 200, the promised length, and JSON that ends in its middle. */
    public static Fault brokenJson() {
        return body(body -> Arrays.copyOf(body, Math.max(1, body.length * 2 / 3)));
    }

    /** The right length, but one byte in the middle is another. */
    public static Fault corrupt() {
        return body(body -> {
            byte[] corrupt = body.clone();
            if (corrupt.length > 0) {
                corrupt[corrupt.length / 2] ^= 0x55;
            }
            return corrupt;
        });
    }

    /** The ordinary answer with another body. */
    public static Fault body(UnaryOperator<byte[]> edit) {
        return edited(answer -> answer.withBody(edit.apply(answer.body())));
    }

    /** Listings whose {@code total_count} lies. */
    public static Fault totalCount(long lie) {
        return body(body -> new String(body, UTF_8)
                .replaceFirst("\"total_count\": *[0-9]+", "\"total_count\": " + lie)
                .getBytes(UTF_8));
    }

    /** On {@code ZIP}: a redirect to an URL that has expired already. On {@code BLOB}: what such an URL is answered. */
    public static Fault staleUrl() {
        return new Fault((asked, normal) -> {
            if (asked.endpoint() != Endpoint.ZIP) {
                return BlobStorage.refused();
            }
            Answer answer = normal.get();
            String location = answer.headers().getOrDefault("Location", "");
            return answer.with("Location", location.replaceFirst("se=[^&]*", "se=2020-01-01T00%3A00%3A00Z"));
        });
    }

    /** A redirect to wherever a hostile answer would like to send the caller. */
    public static Fault redirect(int status, URI location) {
        return always(() -> Answer.redirect(status, location.toString()));
    }

    /** The ordinary answer, late. */
    public static Fault delay(Duration delay) {
        return edited(answer -> {
            Pause.of(delay);
            return answer;
        });
    }

    /** The ordinary answer, after something has happened: a new run while a listing is being paged, a kill. */
    public static Fault meanwhile(Runnable event) {
        return new Fault((asked, normal) -> {
            event.run();
            return normal.get();
        });
    }
}
