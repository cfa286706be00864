package dev.inferencemax.extractor.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.inferencemax.extractor.dataset.DatasetColumn;
import dev.inferencemax.extractor.dataset.DatasetSettings;
import dev.inferencemax.extractor.dataset.Deduplication;
import dev.inferencemax.extractor.dataset.PublishedDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A history as long as one likes: sweeps of a thousand configurations, several a day, each a single artifact. */
public final class ManyRows {

    private static final Instant FIRST = Instant.parse("2025-08-15T23:17:04Z");
    private static final List<String> GPUS = List.of("h100", "h200", "b200", "gb200", "mi300x", "mi325x", "mi355x");
    private static final List<String> FRAMEWORKS = List.of("vllm", "sglang", "trt");
    private static final List<String> MODELS = List.of("gptoss", "dsr1", "llama70b");
    private static final String IMAGE = "nvcr.io#nvidia/tensorrt-llm/release:1.1.%d";

    private static final List<String> MEASURED = DatasetColumn.all().stream()
            .map(DatasetColumn::name)
            .filter(column ->
                    column.contains("tput") || column.matches("(mean|median|std|p99)_(ttft|tpot|itl|e2el|intvty)"))
            .toList();

    private final int configurations;
    private final SplittableRandom random = new SplittableRandom(1);

    private ManyRows(int configurations) {
        this.configurations = configurations;
    }

    /** Writes tables of so many rows to the folder, and the report of them; returns the report. */
    public static Path report(Path folder, int rows, int configurations) {
        new ManyRows(configurations).write(folder, rows);
        return report(folder);
    }

    /** The report of whatever tables are in the folder. */
    public static Path report(Path folder) {
        return new HtmlReport(tables(folder)).write();
    }

    static PublishedDataset tables(Path folder) {
        JdbcTemplate nothingKnownOfRuns = new JdbcTemplate(new DriverManagerDataSource(
                "jdbc:h2:mem:runs;INIT=create table if not exists workflow_run(run_id bigint, repository varchar)"));
        return new PublishedDataset(
                new DatasetSettings(folder.toString(), List.of("all"), Deduplication.FULL, "2025-12-09", "state"),
                nothingKnownOfRuns);
    }

    /** Rows, configurations and a folder: how long the report takes, and how large it is. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[2]);
        new ManyRows(Integer.parseInt(args[1])).write(folder, Integer.parseInt(args[0]));
        long start = System.nanoTime();
        Path report = report(folder);
        System.out.printf(
                "%s rows, history.csv of %,d bytes: report.html of %,d bytes in %.1f s%n",
                args[0],
                Files.size(folder.resolve("history.csv")),
                Files.size(report),
                (System.nanoTime() - start) / 1e9);
    }

    private void write(Path folder, int rows) {
        try {
            Files.createDirectories(folder);
            List<String> header =
                    DatasetColumn.all().stream().map(DatasetColumn::name).toList();
            try (CsvWriter history = CsvWriter.builder().build(folder.resolve("history.csv"))) {
                history.writeRecord(header);
                for (int row = 0; row < rows; row++) {
                    Map<String, String> cells = row(row);
                    history.writeRecord(header.stream()
                            .map(column -> cells.getOrDefault(column, ""))
                            .toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> row(int row) {
        int which = row % configurations;
        int sweep = row / configurations;
        String gpu = GPUS.get(which % GPUS.size());
        String framework = FRAMEWORKS.get(which / 7 % FRAMEWORKS.size());
        String model = MODELS.get(which / 21 % MODELS.size());
        int conc = 4 << (which / 63 % 6);
        int tp = 1 << (which / 378 % 4);
        int ep = 1 + which / 1512;
        Map<String, String> cells = new HashMap<>();
        cells.put(
                "benchmark_date",
                FIRST.plus(Duration.ofHours(11L * sweep)).plusSeconds(sweep).toString());
        cells.put("run_id", Long.toString(17_000_000_000L + 12_345_678L * sweep));
        cells.put("workflow", "run-sweep.yml");
        cells.put("event", "schedule");
        cells.put("head_branch", "main");
        cells.put("head_sha", Long.toHexString(0x5eed5eed5eedL * (sweep + 1)) + "0123456789abcdef01234567");
        cells.put("artifact_id", Long.toString(4_000_000_000L + row));
        String name = "%s_1k1k_fp4_%s_tp%d_ep%d_dpa_false_conc%d_%s-dgxc_%d"
                .formatted(model, framework, tp, ep, conc, gpu, row % 8);
        cells.put("artifact_name", name);
        cells.put("artifact_file", name + ".json");
        cells.put("record_index", "0");
        cells.put("source", "github");
        cells.put("format", "N7");
        cells.put("runner", gpu + "-dgxc");
        cells.put("runner_index", Integer.toString(row % 8));
        cells.put("model", model);
        cells.put("model_name", "example/" + model);
        cells.put("model_id", "example/" + model + "-instruct");
        cells.put("gpu", gpu);
        cells.put("hw", gpu);
        cells.put("framework", framework);
        cells.put("framework_raw", framework);
        cells.put("precision", "fp4");
        cells.put("spec_decoding", "none");
        cells.put("disagg", "false");
        cells.put("is_multinode", "false");
        cells.put("scenario", "fixed-seq");
        cells.put("isl", "1024");
        cells.put("osl", "1024");
        cells.put("conc", Integer.toString(conc));
        cells.put("tp", Integer.toString(tp));
        cells.put("ep", Integer.toString(ep));
        cells.put("image", IMAGE.formatted(sweep / 10));
        MEASURED.forEach(column -> cells.put(column, Double.toString(random.nextDouble(0.001, 2000))));
        if (row % 3 == 0) {
            cells.put("flags", "isl_osl_from_name;name_json_conflict:tp");
        }
        return cells;
    }
}
