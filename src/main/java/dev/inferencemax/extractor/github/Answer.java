package dev.inferencemax.extractor.github;

import dev.inferencemax.extractor.github.RememberedAnswers.Remembered;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * One answer of the API.
 *
 * @param address that was asked
 * @param token it was asked with
 * @param text the body, whole
 */
record Answer(URI address, Token token, int status, HttpHeaders headers, String text) {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");
    private static final Pattern LIMIT = Pattern.compile("rate limit|abuse detection", Pattern.CASE_INSENSITIVE);
    private static final int MESSAGE_LENGTH = 200;

    /** GitHub said how long to wait, or that we are too fast without saying how long. */
    boolean namesAWait() {
        return retryAfter() != null
                || Long.valueOf(0).equals(RateHeaders.of(headers).remaining())
                || LIMIT.matcher(text).find();
    }

    @Nullable Duration retryAfter() {
        return RateHeaders.of(headers).retryAfter();
    }

    /** Where the answer sends us; null: nowhere that could be understood. */
    @Nullable URI location() {
        return resolved(headers.getFirst(HttpHeaders.LOCATION));
    }

    /** The page after this one; null: this is the last. */
    @Nullable URI next() {
        for (String link : headers.getOrEmpty(HttpHeaders.LINK)) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                return resolved(next.group(1));
            }
        }
        return null;
    }

    /** What GitHub said before, when it says now that this still holds. */
    Answer unchanged(Remembered known) {
        HttpHeaders present = HttpHeaders.copyOf(headers);
        if (known.link() != null) {
            present.set(HttpHeaders.LINK, known.link());
        }
        return new Answer(address, token, 200, present, known.text());
    }

    /** What to remember of it; null: it cannot be asked for by its version. */
    @Nullable Remembered remembered() {
        String etag = headers.getETag();
        List<String> links = headers.getOrEmpty(HttpHeaders.LINK);
        return etag == null ? null : new Remembered(etag, links.isEmpty() ? null : String.join(", ", links), text);
    }

    private @Nullable URI resolved(@Nullable String target) {
        if (target == null || target.isBlank()) {
            return null;
        }
        try {
            return URI.create(address.resolve(target.strip()).toASCIIString());
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** What GitHub says in words, short and on one line. */
    String message() {
        ServedObject body = ServedObject.orNull(text);
        String said = body == null ? null : body.text("message");
        if (said == null) {
            said = isHtml() ? "(a web page)" : text;
        }
        String line = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MESSAGE_LENGTH ? line : line.substring(0, MESSAGE_LENGTH) + "…";
    }

    private boolean isHtml() {
        return text.stripLeading().toLowerCase(Locale.ROOT).startsWith("<");
    }
}
