package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of the dataset: where it comes from, and the cells of its result.
 *
 * @param artifactId null: no source states one
 * @param runId null: nobody knows which run measured it
 * @param createdAt of the run, or, where nobody knows the run, of the commit; null: not even its neighbours are known
 * @param cells configuration and metrics, in the order of {@link DatasetColumn#RESULT}
 * @param findings all that is known against it, in the order of the column {@code flags}
 */
record Measurement(
        @Nullable Instant createdAt,
        @Nullable Long runId,
        @Nullable Integer attempt,
        @Nullable String workflow,
        @Nullable String event,
        @Nullable String headBranch,
        @Nullable String headSha,
        @Nullable Long artifactId,
        String artifactName,
        String file,
        int index,
        @Nullable String source,
        String format,
        @Nullable String runner,
        @Nullable Integer runnerIndex,
        List<String> cells,
        SortedSet<Finding> findings) {

    /** The cell of a result column. */
    String cell(String column) {
        return cells.get(DatasetColumn.place(column));
    }

    /** Made on main by push, schedule or dispatch, or asked for by name. */
    boolean official() {
        return findings.stream().noneMatch(finding -> finding.flag() == Flag.UNOFFICIAL);
    }

    /** All flags in alphabetical order, each once. */
    String allFlags() {
        return findings.stream().map(Finding::cell).distinct().collect(Collectors.joining(";"));
    }
}
