package dev.inferencemax.extractor.github;

import dev.inferencemax.extractor.github.RememberedAnswers.Remembered;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Sends one request, once. Builds nothing before the first: jobs without network never need it. */
final class Http {

    /** The largest pages seen are a few megabytes; a stranger's endless one shall not fill the memory. */
    private static final int LONGEST_TEXT = 64 << 20;

    private final RequestCounts counts;
    private final SingletonSupplier<RestClient> client;

    Http(Timing timing, String version, RequestCounts counts, ObservationRegistry observations) {
        this.counts = counts;
        this.client = SingletonSupplier.of(() -> RestClient.builder()
                .requestFactory(new WatchedRequests(timing))
                .defaultHeader(HttpHeaders.USER_AGENT, "inferencemax-extractor/" + version)
                .observationRegistry(observations)
                .observationConvention(new WithoutQuery())
                .build());
    }

    /** What becomes of an answer whose body is still open. */
    @FunctionalInterface
    interface Reading<T> {
        T read(int status, HttpHeaders headers, WatchedBody body) throws IOException;
    }

    /** Asks the API; the only place where a token of GitHub leaves the program. */
    Answer api(RequestKind kind, URI address, Token token, @Nullable Remembered known) throws IOException {
        RestClient.RequestHeadersSpec<?> request = request(address)
                .header(HttpHeaders.ACCEPT, "application/vnd.github+json")
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .header("X-GitHub-Api-Version", "2022-11-28");
        if (!token.isAnonymous()) {
            request = request.header(HttpHeaders.AUTHORIZATION, token.authorization());
        }
        if (known != null) {
            request = request.header(HttpHeaders.IF_NONE_MATCH, known.etag());
        }
        return send(
                kind,
                request,
                (status, headers, body) -> new Answer(address, token, status, headers, text(headers, body)));
    }

    /** Asks whoever GitHub named, anonymously. */
    <T> T blob(URI address, Reading<T> reading) throws IOException {
        return send(RequestKind.BLOB, request(address), reading);
    }

    /** Asks another server, with the token that was meant for it. */
    <T> T other(URI address, Token token, Reading<T> reading) throws IOException {
        RestClient.RequestHeadersSpec<?> request = request(address);
        if (!token.isAnonymous()) {
            request = request.header(HttpHeaders.AUTHORIZATION, token.authorization());
        }
        return send(RequestKind.OTHER_HOST, request, reading);
    }

    private RestClient.RequestHeadersSpec<?> request(URI address) {
        return client.obtain().get().uri(address);
    }

    private <T> T send(RequestKind kind, RestClient.RequestHeadersSpec<?> request, Reading<T> reading)
            throws IOException {
        counts.sent(kind);
        try {
            return request.exchangeForRequiredValue((sent, response) -> {
                WatchedBody body = (WatchedBody) response.getBody();
                try {
                    return reading.read(response.getStatusCode().value(), response.getHeaders(), body);
                } finally {
                    counts.received(body.count());
                }
            });
        } catch (ResourceAccessException broken) {
            // its message repeats the address, and that may be a signed one
            throw broken.getCause() instanceof IOException cause ? cause : new IOException("the request failed");
        }
    }

    /** The query of a signed address is a secret; that of another tells nothing that matters. */
    private static final class WithoutQuery extends DefaultClientRequestObservationConvention {

        @Override
        protected KeyValue requestUri(ClientRequestObservationContext context) {
            ClientHttpRequest request = context.getCarrier();
            return KeyValue.of(
                    "http.url",
                    request == null
                            ? KeyValue.NONE_VALUE
                            : request.getURI().getHost() + request.getURI().getRawPath());
        }
    }

    private static String text(HttpHeaders headers, InputStream body) throws IOException {
        boolean packed = "gzip".equalsIgnoreCase(headers.getFirst(HttpHeaders.CONTENT_ENCODING));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream plain = packed ? new GZIPInputStream(body) : body) {
            bytes.writeBytes(plain.readNBytes(LONGEST_TEXT));
            if (plain.read() >= 0) {
                throw new IOException("the answer is longer than " + LONGEST_TEXT + " bytes");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
