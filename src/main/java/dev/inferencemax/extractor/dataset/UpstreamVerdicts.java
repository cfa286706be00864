package dev.inferencemax.extractor.dataset;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What upstream's own consumer decided about single runs (atlas, section 13): to leave them out, or to show them though
 * they had failed. Here neither changes what is kept; a reader who wants upstream's selection filters by the flag.
 */
final class UpstreamVerdicts {

    private final Map<Long, String> flags = ShippedTable.rows("upstream-verdicts.csv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> Long.valueOf(row.get(0)), row -> row.get(1)));

    /** The flag on every row of the run; null: nothing was decided about it. */
    @Nullable String on(long runId) {
        return flags.get(runId);
    }
}
