package dev.inferencemax.extractor.telemetry;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Where notices are posted. The address may hold a secret: it is never said, only its host. */
record NoticePost(URI address) {

    private static final Logger log = LoggerFactory.getLogger(NoticePost.class);

    private static final String PROPERTY = "extractor.notify-url";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Empty: nobody is told. */
    static Optional<NoticePost> to(Environment environment) {
        return Optional.ofNullable(environment.getProperty(PROPERTY))
                .filter(address -> !address.isBlank())
                .map(URI::create)
                .map(NoticePost::new);
    }

    /** An answer that says it did not take the notice. */
    private static final class NotTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        NotTaken(int status) {
            super("it answers " + status);
            this.status = status;
        }

        /** Another time it may: a fault of the server, or too many at once. */
        boolean isPassing() {
            return status >= 500 || status == 429 || status == 408;
        }
    }

    /** Posts a notice; whether it has arrived. */
    boolean send(NoticeText text) {
        RestClient client = client();
        try {
            retries()
                    .execute(() -> client.post()
                            .uri(address)
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(text.bytes())
                            .exchange((request, response) -> taken(response.getStatusCode())));
            return true;
        } catch (RetryException e) {
            // the exceptions repeat the address
            String why = e.getCause() instanceof NotTaken refused ? refused.getMessage() : "it cannot be reached";
            log.warn("{} takes no notice ({}); the next one says it again", address.getHost(), why);
            return false;
        }
    }

    /** A redirection is no acceptance: where it leads nobody has configured. */
    private static boolean taken(HttpStatusCode status) {
        if (!status.is2xxSuccessful()) {
            throw new NotTaken(status.value());
        }
        return true;
    }

    private static RestClient client() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        return RestClient.builder().requestFactory(requests).build();
    }

    private static RetryTemplate retries() {
        return new RetryTemplate(RetryPolicy.builder()
                .maxRetries(3)
                .delay(Duration.ofMillis(500))
                .multiplier(3)
                .predicate(failure -> !(failure instanceof NotTaken refused) || refused.isPassing())
                .build());
    }
}
