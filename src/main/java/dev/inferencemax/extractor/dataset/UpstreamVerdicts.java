package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What upstream's own consumer decided about single runs (atlas, section 13): to leave them out, or to show them though
 * they had failed. Here neither changes what is kept; a reader who wants upstream's selection filters by the flag.
 */
final class UpstreamVerdicts {

    private final Map<Long, Flag> flags = ShippedTable.rows("upstream-verdicts.csv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> Long.valueOf(row.get(0)), row -> Flag.of(row.get(1))));

    /** The flag on every row of the run; empty: nothing was decided about it. */
    Optional<Flag> on(long runId) {
        return Optional.ofNullable(flags.get(runId));
    }
}
