package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.PublishedDataset.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The measurements of the page, and the runs and artifacts they are from: what many share stands once. */
final class Points {

    /** What the charts show and the details tell. */
    static final List<String> METRICS = List.of(
            "tput_per_gpu",
            "output_tput_per_gpu",
            "input_tput_per_gpu",
            "mean_ttft",
            "median_ttft",
            "p99_ttft",
            "mean_tpot",
            "median_tpot",
            "p99_tpot",
            "median_itl",
            "mean_e2el",
            "median_e2el",
            "p99_e2el",
            "median_intvty",
            "avg_power_w",
            "joules_per_output_token",
            "joules_per_total_token");

    static final List<String> LABELS =
            List.of("hw", "framework_raw", "model_id", "image", "runner", "runner_index", "format", "flags");

    private static final List<String> RUN = List.of(
            "benchmark_date",
            "run_id",
            "run_attempt",
            "workflow",
            "event",
            "head_branch",
            "head_sha",
            Repositories.COLUMN);

    /** In the name of a file this stands for the name of its artifact: mostly they are the same. */
    private static final String NAME_OF_ARTIFACT = "*";

    private final Repositories repositories;
    private final Table runs = new Table().with(RUN, Column::ofTexts);
    private final Table artifacts = new Table()
            .with(List.of("artifact_id"), Column::ofWholeNumbers)
            .with(List.of("artifact_name", "source"), Column::ofTexts);
    private final Table points = new Table()
            .with(List.of("configuration", "run", "artifact", "record_index"), Column::ofWholeNumbers)
            .with(List.of("artifact_file"), Column::ofTexts)
            .with(LABELS, Column::ofTexts)
            .with(METRICS, Column::ofMeasures);

    private final Map<List<String>, Integer> runNumbers = new HashMap<>();
    private final Map<List<String>, Integer> artifactNumbers = new HashMap<>();

    Points(Repositories repositories) {
        this.repositories = repositories;
    }

    void add(int configuration, Row row) {
        int run = run(row);
        int artifact = artifact(run, row);
        points.add(column -> switch (column) {
            case "configuration" -> Integer.toString(configuration);
            case "run" -> Integer.toString(run);
            case "artifact" -> Integer.toString(artifact);
            case "artifact_file" -> file(row);
            default -> row.cell(column);
        });
    }

    private int run(Row row) {
        List<String> cells =
                RUN.stream().map(column -> repositories.cell(row, column)).toList();
        return runNumbers.computeIfAbsent(cells, run -> runs.add(column -> run.get(RUN.indexOf(column))));
    }

    private int artifact(int run, Row row) {
        List<String> cells =
                List.of(Integer.toString(run), row.cell("artifact_id"), row.cell("artifact_name"), row.cell("source"));
        return artifactNumbers.computeIfAbsent(cells, artifact -> artifacts.add(row::cell));
    }

    private static String file(Row row) {
        String name = row.cell("artifact_name");
        String file = row.cell("artifact_file");
        return name.isEmpty() || file.contains(NAME_OF_ARTIFACT) ? file : file.replace(name, NAME_OF_ARTIFACT);
    }

    void write(JsonGenerator json, long total) {
        runs.write(json, "runs", runs.rows());
        artifacts.write(json, "artifacts", artifacts.rows());
        points.write(json, "points", total);
    }
}
