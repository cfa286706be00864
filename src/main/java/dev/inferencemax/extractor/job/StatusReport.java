package dev.inferencemax.extractor.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where every run and artifact stands.
 *
 * @param artifacts by state
 * @param expiring7d not yet had, and gone within seven days
 * @param rateLimit what is known of GitHub's budget; null: nothing was asked yet
 * @param lastSuccess when a job last ended as it should; null: never
 */
public record StatusReport(
        long runs,
        Map<String, Long> artifacts,
        long losses,
        long lossesAccepted,
        long expiring7d,
        @Nullable Object rateLimit,
        @Nullable Instant lastSuccess) {

    public long openLosses() {
        return losses - lossesAccepted;
    }
}
