package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A server other than GitHub's, asked with the same manners: every phase limited, faults tried again with growing pauses,
 * redirects followed, never a request while it said wait, and its token for nobody else. For many threads at once.
 */
public final class OtherHost {

    private static final int MOST_HOPS = 5;
    private static final int LONGEST_COMPLAINT = 64 << 10;
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<Integer> FOR_NOW = Set.of(408, 425, 429);

    /** How storage services name it in the body of a 403. */
    private static final Pattern TOO_FAST =
            Pattern.compile("rateLimitExceeded|rate limit|SlowDown", Pattern.CASE_INSENSITIVE);

    private final Origin origin;
    private final String whom;
    private final String variable;
    private final Token token;
    private final Http http;
    private final Patience.Limits limits;
    private volatile Instant closedUntil = Instant.MIN;

    /**
     * Names the server; nothing is asked yet.
     *
     * @param variable of the environment that holds the token
     * @param limits whom they name is named in messages
     */
    OtherHost(URI base, String variable, Token token, Http http, Patience.Limits limits) {
        this.origin = Origin.of(base);
        this.whom = limits.whom();
        this.variable = variable;
        this.token = token;
        this.http = http;
        this.limits = limits;
    }

    /** What turns the body of a good answer into a value. */
    @FunctionalInterface
    public interface Reading<T> {

        /**
         * Reads the body of one attempt; called afresh for each, so it must start over.
         *
         * @param contentLength in bytes; -1: not stated
         * @throws IOException when it is not what was asked for: worth another try
         */
        T read(InputStream body, long contentLength) throws IOException;
    }

    /** What one request came to: an outcome, or another place to ask. */
    private record Step<T>(
            @Nullable Found<T> found, @Nullable URI next) {}

    /**
     * Gets what is there.
     *
     * @throws NoAnswer when it is never answered usefully
     * @throws NotNow when it must be waited for too long
     * @throws AccessRefused when the server does not want us there
     */
    public <T> Found<T> get(URI address, Reading<T> reading) {
        Patience patience = limits.fresh();
        while (true) {
            patience.checkInterrupt();
            waitForTheGate(patience);
            try {
                return follow(address, reading);
            } catch (IOException fault) {
                patience.checkInterrupt();
                if (fault instanceof AskLater later) {
                    closeUntil(limits.clock().instant().plus(later.pause()));
                }
                patience.failed(address.getRawPath(), fault);
            }
        }
    }

    private void waitForTheGate(Patience patience) {
        Instant opening = closedUntil;
        if (opening.isAfter(limits.clock().instant())) {
            patience.waitFor(opening, "asked to slow down");
        }
    }

    private synchronized void closeUntil(Instant opening) {
        closedUntil = opening.isAfter(closedUntil) ? opening : closedUntil;
    }

    private <T> Found<T> follow(URI first, Reading<T> reading) throws IOException {
        URI address = first;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            if (!Origin.isWeb(address)) {
                throw new IOException("a redirect to something that is no web address");
            }
            if (!Origin.isSafe(address)) {
                throw new AccessRefused(whom + " sent us to " + address.getScheme() + "://" + address.getHost()
                        + ", which anybody on the way can read. Only https is followed.");
            }
            URI asked = address;
            Token shown = origin.owns(asked) ? token : Token.anonymous();
            Step<T> step =
                    http.other(asked, shown, (status, headers, body) -> step(asked, status, headers, body, reading));
            if (step.found() != null) {
                return step.found();
            }
            address = step.next() == null ? asked : step.next();
        }
        throw new IOException("more than " + MOST_HOPS + " redirects");
    }

    private <T> Step<T> step(URI asked, int status, HttpHeaders headers, WatchedBody body, Reading<T> reading)
            throws IOException {
        if (status == 200) {
            return new Step<>(new Found.Here<>(whole(headers, body, reading)), null);
        }
        if (ELSEWHERE.contains(status)) {
            return new Step<>(null, next(asked, headers.getFirst(HttpHeaders.LOCATION)));
        }
        String text = new String(body.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8);
        if (GONE.contains(status)) {
            return new Step<>(new Found.Gone<>(status, shortened(text)), null);
        }
        if (status / 100 == 4
                && !FOR_NOW.contains(status)
                && !(status == 403 && TOO_FAST.matcher(text).find())) {
            throw refusal(asked, status, shortened(text));
        }
        Duration pause = RateHeaders.of(headers).retryAfter();
        throw pause == null ? new IOException("status " + status) : new AskLater("status " + status, pause);
    }

    private static <T> T whole(HttpHeaders headers, WatchedBody body, Reading<T> reading) throws IOException {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
            throw new IOException("a web page instead of what was asked for");
        }
        long length = headers.getContentLength();
        T value = reading.read(body, length);
        if (!body.ended()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        if (length >= 0 && body.count() != length) {
            throw new IOException("got " + body.count() + " of " + length + " bytes");
        }
        return value;
    }

    private static URI next(URI asked, @Nullable String location) throws IOException {
        try {
            if (location != null) {
                return asked.resolve(location);
            }
        } catch (IllegalArgumentException notAnAddress) {
            // told below, without repeating it
        }
        throw new IOException("a redirect without a usable Location");
    }

    private AccessRefused refusal(URI asked, int status, String text) {
        String told = " (" + status + " for " + asked.getRawPath() + ": " + text + ")";
        if (status != 401 && status != 403) {
            return new AccessRefused(whom + " refused the request" + told + ".");
        }
        return new AccessRefused(
                token.isAnonymous()
                        ? whom + " gives nothing to everybody" + told + ". Set the environment variable " + variable
                                + " to an access token that may list and read it."
                        : whom + " refused " + token + told + ". It has expired, or may not list and read there: set "
                                + variable + " to a fresh one that may.");
    }

    /** What the server says in words, short and on one line. */
    private static String shortened(String text) {
        ServedObject body = ServedObject.orNull(text);
        ServedObject error = body == null ? null : body.object("error");
        String said = error == null ? null : error.text("message");
        if (said == null) {
            said = text.stripLeading().startsWith("<") ? "(a page)" : text;
        }
        String line = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
