package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.PublishedDataset.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much was measured on each day, of every GPU and model: of all rows, also those that are no points of the page. */
final class DaysOfGpus {

    private static final int DAY = "2025-12-09".length();

    private record Cell(String day, String gpu, String model) implements Comparable<Cell> {

        @Override
        public int compareTo(Cell other) {
            int byDay = day.compareTo(other.day);
            int byGpu = byDay != 0 ? byDay : gpu.compareTo(other.gpu);
            return byGpu != 0 ? byGpu : model.compareTo(other.model);
        }
    }

    private static final class Count {
        private long rows;
        private long runs;
        private long runsOfNoModelBefore;
        private long missing;
        private String lastRun = "";
    }

    private final Map<Cell, Count> counts = new TreeMap<>();

    /** Of a day and a GPU, whatever the model. */
    private final Map<String, String> lastRuns = new HashMap<>();

    /** Rows of a run follow each other. */
    void add(Row row) {
        String day = day(row.cell("benchmark_date"));
        String run = row.cell("run_id");
        Count count = count(row, day);
        boolean first = count.rows++ == 0;
        if (first || !count.lastRun.equals(run)) {
            count.runs++;
            count.lastRun = run;
            if (!run.equals(lastRuns.put(day + " " + row.cell("gpu"), run))) {
                count.runsOfNoModelBefore++;
            }
        }
    }

    /** What the table of coverage says is missing on a day. */
    void addMissing(Row row) {
        String missing = row.cell("missing");
        if (!missing.isEmpty() && missing.length() < 10 && missing.chars().allMatch(Character::isDigit)) {
            long count = Long.parseLong(missing);
            if (count > 0) {
                count(row, row.cell("day")).missing += count;
            }
        }
    }

    private Count count(Row row, String day) {
        return counts.computeIfAbsent(new Cell(day, row.cell("gpu"), row.cell("model")), cell -> new Count());
    }

    private static String day(String date) {
        return date.length() < DAY ? "" : date.substring(0, DAY);
    }

    Table table() {
        Table table = new Table()
                .with(List.of("day", "gpu", "model"), Column::ofTexts)
                .with(List.of("rows", "runs", "runs_of_no_model_before", "missing"), Column::ofWholeNumbers);
        counts.forEach((cell, count) -> table.add(column -> switch (column) {
            case "day" -> cell.day();
            case "gpu" -> cell.gpu();
            case "model" -> cell.model();
            case "rows" -> Long.toString(count.rows);
            case "runs" -> Long.toString(count.runs);
            case "runs_of_no_model_before" -> Long.toString(count.runsOfNoModelBefore);
            default -> Long.toString(count.missing);
        }));
        return table;
    }
}
