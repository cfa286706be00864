package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * GET requests over the JDK's client, limited in every phase. Spring's own factory has one limit for the whole exchange,
 * body included, which would cut long downloads; and it reads a body to its end before closing it, which a stalled or an
 * unwanted one does not deserve.
 */
final class WatchedRequests implements ClientHttpRequestFactory {

    private final HttpClient client;
    private final Timing timing;

    WatchedRequests(Timing timing) {
        this.timing = timing;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // it would take the token along
                .connectTimeout(timing.connect())
                .build();
    }

    @Override
    public ClientHttpRequest createRequest(URI address, HttpMethod method) {
        return new Get(address);
    }

    private final class Get extends AbstractClientHttpRequest {

        private final URI address;

        Get(URI address) {
            this.address = address;
        }

        @Override
        public HttpMethod getMethod() {
            return HttpMethod.GET;
        }

        @Override
        public URI getURI() {
            return address;
        }

        @Override
        protected OutputStream getBodyInternal(HttpHeaders headers) {
            return OutputStream.nullOutputStream();
        }

        @Override
        protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
            headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            CompletableFuture<HttpResponse<WatchedBody>> answer =
                    client.sendAsync(request.build(), head -> new WatchedBody(timing.stall()));
            try {
                return new Response(answer.get(timing.response().toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException late) {
                abandon(answer);
                throw new HttpTimeoutException(
                        "no answer within " + timing.response().toSeconds() + " s");
            } catch (InterruptedException stop) {
                abandon(answer);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for an answer");
            } catch (ExecutionException broken) {
                Throwable cause = broken.getCause();
                throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
            }
        }

        private void abandon(CompletableFuture<HttpResponse<WatchedBody>> answer) {
            var unused = answer.whenComplete((late, failed) -> {
                if (late != null) {
                    late.body().close();
                }
            });
            answer.cancel(true);
        }
    }

    private static final class Response implements ClientHttpResponse {

        private final HttpResponse<WatchedBody> response;

        Response(HttpResponse<WatchedBody> response) {
            this.response = response;
        }

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            if (response.statusCode() < 100) {
                throw new IOException("the answer has no status");
            }
            return HttpStatusCode.valueOf(response.statusCode());
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            response.headers().map().forEach(headers::put);
            return headers;
        }

        @Override
        public WatchedBody getBody() {
            return response.body();
        }

        @Override
        public void close() {
            response.body().close();
        }
    }
}
