package dev.inferencemax.extractor.dataset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the dataset: where it comes from, and the cells of its result.
 *
 * @param artifactId null: no source states one
 * @param runId null: nobody knows which run measured it
 * @param createdAt of the run, or, where nobody knows the run, of the commit; null: not even its neighbours are known
 * @param dateInterpolated the date is computed from the run's id
 * @param repeated an earlier run published the same record
 * @param verdict flag for what upstream decided about the run; null: nothing
 * @param cells configuration and metrics, in the order of {@link DatasetColumn#RESULT}
 * @param flags raised when the record was read, separated by {@code ;}
 */
record Measurement(
        @Nullable Instant createdAt,
        boolean dateInterpolated,
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
        boolean official,
        boolean repeated,
        @Nullable String verdict,
        List<String> cells,
        String flags) {

    /** The cell of a result column. */
    String cell(String column) {
        return cells.get(DatasetColumn.place(column));
    }

    /** All flags, of the record and of its run, in alphabetical order. */
    String allFlags() {
        return Flags.with(
                flags,
                dateInterpolated ? "date_interpolated" : null,
                runId == null ? "run_unknown" : null,
                official ? null : "unofficial",
                repeated ? "repeats_earlier_run" : null,
                verdict);
    }
}
