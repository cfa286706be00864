package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.TestLedger;
import java.util.List;

/** Merges what a test's ledger holds, as the job does. */
final class Merges {

    private Merges() {}

    static void in(TestLedger ledger, Deduplication dedup) {
        new MergeResults(
                        ledger.jdbc,
                        new DatasetSettings("out", List.of("all"), dedup, "2025-12-09", "state"),
                        new MeasurementDays(ledger.jdbc, ledger.runs),
                        new Comparisons(ledger.jdbc),
                        ledger.published)
                .merge();
    }
}
