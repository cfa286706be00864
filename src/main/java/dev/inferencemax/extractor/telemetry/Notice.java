package dev.inferencemax.extractor.telemetry;

import dev.inferencemax.extractor.dataset.PublishedDataset;
import dev.inferencemax.extractor.job.RunFacts;
import dev.inferencemax.extractor.ledger.NoticeLedger;
import dev.inferencemax.extractor.ledger.NoticeLedger.Noticed;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON text that is posted when something is new, lost or failed since the last one that arrived; never when nothing
 * is. The address may hold a secret: it is never said.
 */
@Component
class Notice {

    private static final Logger log = LoggerFactory.getLogger(Notice.class);
    private static final JsonMapper JSON = new JsonMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int LOST = 3;

    private final @Nullable URI address;
    private final NoticeLedger ledger;
    private final PublishedDataset dataset;

    Notice(NoticeSettings settings, NoticeLedger ledger, PublishedDataset dataset) {
        this.address = settings.notifyUrl();
        this.ledger = ledger;
        this.dataset = dataset;
    }

    boolean isWanted() {
        return address != null;
    }

    /** Posts what is worth it, and notes what has arrived: what did not is told with the next one. */
    void post(RunEnd end, Optional<RunFacts> facts) {
        if (address == null) {
            return;
        }
        Noticed now = facts.map(Notice::noticed).orElse(null);
        Noticed before = now == null ? Noticed.NOTHING : ledger.latest();
        boolean failed = end.exitCode() == FAILED || end.exitCode() == REFUSED;
        boolean news = now != null && (now.measurements() > before.measurements() || now.losses() > before.losses());
        if ((news || failed) && !isPosted(address, text(end, now, before))) {
            return;
        }
        if (now != null) {
            ledger.note(now);
        }
    }

    private static Noticed noticed(RunFacts facts) {
        return new Noticed(
                facts.dataset().records().measurements(), facts.status().openLosses());
    }

    private byte[] text(RunEnd end, @Nullable Noticed now, Noticed before) {
        Map<String, @Nullable Object> notice = new LinkedHashMap<>();
        notice.put("job", end.job());
        notice.put("outcome", outcome(end.exitCode()));
        notice.put("exit_code", end.exitCode());
        notice.put("message", end.message());
        notice.put("seconds", end.took().toMillis() / 1000.0);
        if (now != null) {
            notice.put("new_measurements", Math.max(0, now.measurements() - before.measurements()));
            notice.put("new_losses", Math.max(0, now.losses() - before.losses()));
        }
        boolean published = end.exitCode() == DONE || end.exitCode() == LOST;
        notice.put("summary", published ? dataset.summary().map(JSON::readTree).orElse(null) : null);
        return JSON.writeValueAsBytes(notice);
    }

    private static String outcome(int exitCode) {
        return switch (exitCode) {
            case DONE -> "done";
            case FAILED -> "failed";
            case REFUSED -> "refused";
            case LOST -> "lost";
            default -> "not_now";
        };
    }

    private static boolean isPosted(URI address, byte[] text) {
        RestClient client = client();
        try {
            retries()
                    .execute(() -> client.post()
                            .uri(address)
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(text)
                            .retrieve()
                            .toBodilessEntity());
            return true;
        } catch (RetryException e) {
            log.warn("{} takes no notice ({}); the next one says it again", address.getHost(), reason(e.getCause()));
            return false;
        }
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
                .excludes(HttpClientErrorException.class)
                .build());
    }

    /** Without the address, which the exceptions repeat. */
    private static String reason(Throwable failure) {
        return failure instanceof org.springframework.web.client.RestClientResponseException refused
                ? "it answers " + refused.getStatusCode().value()
                : "it cannot be reached";
    }
}
