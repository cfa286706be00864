package dev.inferencemax.extractor.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The seventeen columns of the Python script's CSV, a file a model: a drop-in for what reads that file today. */
final class ByModelExport {

    static final String FILE = "inferencemax.csv";
    static final String FOLDER = "by_model";

    /** What of the script's naming no rule gives. */
    private static final Map<String, String> FOLDERS = Map.of("gptoss", "openai_GPT-OSS-120B");

    private record StandardColumn(String name, String like, Function<Measurement, String> value) {

        static StandardColumn of(String name, String column) {
            return new StandardColumn(name, column, row -> row.cell(column));
        }
    }

    private final List<StandardColumn> columns;

    ByModelExport(Deduplication dedup) {
        this.columns = List.of(
                StandardColumn.of("gpu_model", "hw"),
                StandardColumn.of("framework", dedup == Deduplication.CURRENT_SCRIPT ? "framework_raw" : "framework"),
                StandardColumn.of("precision", "precision"),
                StandardColumn.of("input_seq_len", "isl"),
                StandardColumn.of("output_seq_len", "osl"),
                StandardColumn.of("tensor_parallel", "tp"),
                StandardColumn.of("expert_parallel", "ep"),
                StandardColumn.of("concurrency", "conc"),
                StandardColumn.of("throughput_tokens_per_sec_per_gpu", "tput_per_gpu"),
                StandardColumn.of("output_throughput_per_gpu", "output_tput_per_gpu"),
                StandardColumn.of("mean_time_to_first_token_sec", "mean_ttft"),
                StandardColumn.of("p99_time_to_first_token_sec", "p99_ttft"),
                StandardColumn.of("mean_time_per_output_token_sec", "mean_tpot"),
                StandardColumn.of("mean_end_to_end_latency_sec", "mean_e2el"),
                StandardColumn.of("median_end_to_end_latency_sec", "median_e2el"),
                new StandardColumn(
                        "benchmark_date",
                        "benchmark_date",
                        row -> row.createdAt() == null ? "" : row.createdAt().toString()),
                new StandardColumn(
                        "run_id",
                        "run_id",
                        row -> row.runId() == null ? "" : row.runId().toString()));
    }

    /** What the columns hold, which the dataset has under other names. */
    static List<TableColumn> columns() {
        Map<String, TableColumn> columns =
                Table.HISTORY.columns().stream().collect(Collectors.toMap(TableColumn::name, Function.identity()));
        return new ByModelExport(Deduplication.FULL)
                .columns.stream()
                        .map(standard -> {
                            TableColumn column = Objects.requireNonNull(columns.get(standard.like()));
                            return new TableColumn(standard.name(), column.type(), column.unit(), column.meaning());
                        })
                        .toList();
    }

    List<String> header() {
        return columns.stream().map(StandardColumn::name).toList();
    }

    List<String> cells(Measurement row) {
        return columns.stream().map(column -> column.value().apply(row)).toList();
    }

    /** Fixed-length scenarios only: the seventeen columns say nothing of others. */
    static boolean belongs(Measurement row) {
        return row.cell("scenario").equals("fixed-seq");
    }

    /** {@code by_model/<Org>_<Name>/inferencemax.csv}; whatever a model is called, the file stays below the folder. */
    static Path file(Measurement row) {
        String folder = FOLDERS.get(row.cell("model"));
        if (folder == null) {
            folder = safe(row.cell("model_name"));
        }
        return Path.of(FOLDER, folder, FILE);
    }

    private static String safe(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._+-]", "_").replaceAll("^[._]+", "");
        String shortened = safe.length() > 120 ? safe.substring(0, 120) : safe;
        return shortened.isEmpty() ? "unknown" : shortened;
    }

    /** Names that differ only in case are one folder on some disks, so they are one here. */
    static String fileKey(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }
}
