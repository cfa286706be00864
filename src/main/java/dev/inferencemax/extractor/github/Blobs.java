package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The storage behind signed addresses: no token, no budget, and nothing of the address in any message but its host. */
final class Blobs {

    private static final int MOST_HOPS = 5;
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);

    private final Http http;

    Blobs(Http http) {
        this.http = http;
    }

    /** What one request came to: the bytes, or another place to ask. */
    private record Step(
            Download.@Nullable Complete complete, @Nullable URI next) {}

    /**
     * Tries once to get the bytes.
     *
     * @throws IOException when the network or the storage failed, or the address is too old: worth another try with a
     *     fresh one
     * @throws UncheckedIOException when the target failed: trying again would not help
     */
    Download.Complete fetch(URI signed, Body target) throws IOException {
        URI address = signed;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            if (!Origin.isWeb(address)) {
                throw new IOException("a redirect to something that is no web address");
            }
            if (!Origin.isSafe(address)) {
                throw new AccessRefused("GitHub sent a download to " + address.getScheme() + "://" + address.getHost()
                        + ", which anybody on the way can read. Only https is followed.");
            }
            URI asked = address;
            Step step = http.blob(asked, (status, headers, body) -> step(asked, status, headers, body, target));
            if (step.complete() != null) {
                return step.complete();
            }
            address = step.next() == null ? asked : step.next();
        }
        throw new IOException("more than " + MOST_HOPS + " redirects");
    }

    private static Step step(URI asked, int status, HttpHeaders headers, WatchedBody body, Body target)
            throws IOException {
        if (ELSEWHERE.contains(status)) {
            return new Step(null, next(asked, headers.getFirst(HttpHeaders.LOCATION)));
        }
        if (status != 200) {
            Duration pause = RateHeaders.of(headers).retryAfter();
            throw pause == null ? new IOException("status " + status) : new AskLater("status " + status, pause);
        }
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
            throw new IOException("a web page instead of a zip");
        }
        return new Step(complete(headers, body, target), null);
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

    private static Download.Complete complete(HttpHeaders headers, WatchedBody body, Body target) throws IOException {
        MessageDigest sha256 = sha256();
        DigestInputStream digested = new Digested(body, sha256);
        long length = headers.getContentLength();
        try {
            target.read(digested, length);
        } catch (IOException failed) {
            IOException network = body.failure();
            if (network != null) {
                throw network;
            }
            throw new UncheckedIOException(failed);
        }
        if (!body.ended()) {
            digested.transferTo(OutputStream.nullOutputStream());
        }
        if (length >= 0 && body.count() != length) {
            throw new IOException("got " + body.count() + " of " + length + " bytes");
        }
        return new Download.Complete(body.count(), HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The JDK's leaves out of the digest what is skipped. */
    private static final class Digested extends DigestInputStream {

        Digested(InputStream body, MessageDigest digest) {
            super(body, digest);
        }

        @Override
        public long skip(long bytes) throws IOException {
            return bytes <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
        }
    }
}
