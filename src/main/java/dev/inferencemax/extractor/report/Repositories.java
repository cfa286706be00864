package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.PublishedDataset.Row;
import java.util.Map;

/** Which repository a run is of, so that the page can link to it. Empty: nobody knows. */
final class Repositories {

    /** A column that no table has: beside {@code before_run_id} it is {@code before_repository}. */
    static final String COLUMN = "repository";

    private final Map<Long, String> byRun;

    Repositories(Map<Long, String> byRun) {
        this.byRun = byRun;
    }

    /** A cell of a row; that of a repository by the run the row names. */
    String cell(Row row, String column) {
        if (!column.endsWith(COLUMN)) {
            return row.cell(column);
        }
        String run = row.cell(column.replace(COLUMN, "run_id"));
        return run.isEmpty() ? "" : byRun.getOrDefault(Long.valueOf(run), "");
    }
}
