package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.dataset.DatasetSummary.Figures;
import dev.inferencemax.extractor.dataset.Measurements.ModelRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the files of the dataset: each replaced as a whole, its rows in one fixed order. */
@Component
public class DatasetExport {

    /** Version of the files' columns and meaning; a change that breaks readers raises the first number. */
    public static final String SCHEMA_VERSION = "1.0.0";

    static final String SUMMARY = "summary.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final DatasetSettings settings;
    private final Measurements measurements;
    private final LeftOut leftOut;
    private final LossesText lossesText;
    private final Consistency consistency;
    private final Coverage coverage;
    private final SideTables side;
    private final OutputFolder out;
    private final ParquetFiles parquet;
    private final DataPackage dataPackage;

    DatasetExport(
            DatasetSettings settings,
            Measurements measurements,
            LeftOut leftOut,
            LossesText lossesText,
            Consistency consistency,
            Coverage coverage,
            SideTables side) {
        this.settings = settings;
        this.measurements = measurements;
        this.leftOut = leftOut;
        this.lossesText = lossesText;
        this.consistency = consistency;
        this.coverage = coverage;
        this.side = side;
        this.out = new OutputFolder(settings.folder());
        this.parquet = new ParquetFiles(out);
        this.dataPackage = new DataPackage(out);
    }

    /** Checks that files can be written, and removes what a crash left half-written. */
    public void prepare() {
        out.cleanLeftovers();
        out.requireWritable();
        out.cleanLeftovers();
    }

    public Path folder() {
        return out.root();
    }

    /** Writes every table. */
    public Exported tables() {
        List<Path> files = new ArrayList<>();
        Validation validation = new Validation();
        Path[] validated = new Path[1];
        files.add(table(Table.HISTORY, rows -> validated[0] = validated(validation, rows)));
        files.add(table(Table.BENCHMARKS, measurements::current));
        List<Path> byModel = byModel();
        files.addAll(byModel);
        files.add(Objects.requireNonNull(validated[0]));
        files.add(leftOut.rejected(out));
        files.add(leftOut.losses(out));
        lossesText.write(out).ifPresent(files::add);
        Agreement agreement = consistency.write(out, files);
        files.add(coverage.write(out));
        files.addAll(side.write(out));
        files.addAll(parquet.beside(List.of(Table.values())));
        files.add(dataPackage.write(byModel));
        return new Exported(List.copyOf(files), validation.counts(), agreement.figures());
    }

    /** The history read once for both: the rows, and what is known against them. */
    private Path validated(Validation validation, Consumer<Measurement> rows) {
        return out.csv(
                Table.VALIDATION.csv(),
                Table.VALIDATION.header(),
                csv -> measurements.history(row -> {
                    if (settings.wants(row.cell("model"))) {
                        validation.write(row, csv);
                        rows.accept(row);
                    }
                }));
    }

    private Path table(Table table, Consumer<Consumer<Measurement>> rows) {
        return out.csv(
                table.csv(),
                table.header(),
                csv -> rows.accept(row -> {
                    if (settings.wants(row.cell("model"))) {
                        csv.writeRecord(DatasetColumn.cells(row));
                    }
                }));
    }

    /** A file a model's name: an unknown family has as many as it has names. */
    private List<Path> byModel() {
        ByModelExport export = new ByModelExport(settings.dedup());
        Map<String, Path> files = new LinkedHashMap<>();
        Map<String, Set<ModelRange>> ranges = new HashMap<>();
        for (ModelRange range : measurements.models()) {
            if (settings.wants(range.model())) {
                measurements.current(range, row -> {
                    if (ByModelExport.belongs(row)) {
                        Path file = ByModelExport.file(row);
                        files.putIfAbsent(ByModelExport.fileKey(file), file);
                        ranges.computeIfAbsent(ByModelExport.fileKey(file), key -> new LinkedHashSet<>())
                                .add(range);
                    }
                });
            }
        }
        List<Path> written = new ArrayList<>();
        files.forEach((key, file) -> written.add(out.csv(
                file.toString(),
                export.header(),
                csv -> ranges.getOrDefault(key, Set.of())
                        .forEach(range -> measurements.current(range, row -> {
                            if (ByModelExport.belongs(row)
                                    && ByModelExport.fileKey(ByModelExport.file(row))
                                            .equals(key)) {
                                csv.writeRecord(export.cells(row));
                            }
                        })))));
        out.keepOnly(out.root().resolve(ByModelExport.FOLDER), written);
        return written;
    }

    /** Written last: where it stands, all else stands too. */
    public Path summary(Figures figures, Exported tables, RunFigures run) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("schema_version", SCHEMA_VERSION);
        summary.put("runs", figures.runs());
        summary.put("artifacts", byName(figures));
        Map<String, Object> records = new LinkedHashMap<>();
        records.put("read", figures.records().read());
        records.put("duplicates", figures.records().duplicates());
        records.put("rejected", figures.records().rejected());
        records.put("not_results", figures.records().notResults());
        records.put("measurements", figures.records().measurements());
        summary.put("records", records);
        summary.put("configurations", figures.configurations());
        Map<String, Object> losses = new LinkedHashMap<>();
        losses.put("total", figures.losses().total());
        losses.put("accepted", figures.losses().accepted());
        summary.put("losses", losses);
        summary.put("expiring_7d", figures.expiringIn7Days());
        summary.put("unknown", figures.unknown());
        Map<String, Long> validation = new LinkedHashMap<>();
        tables.validation().forEach((flag, count) -> validation.put(flag.id(), count));
        summary.put("validation", validation);
        summary.put("consistency", tables.consistency());
        summary.put("requests", run.requests());
        summary.put("bytes", run.bytes());
        summary.put("steps", run.steps());
        Path file = out.text(SUMMARY, JSON.writeValueAsString(summary) + "\n");
        out.cleanLeftovers();
        return file;
    }

    private static Map<String, Long> byName(Figures figures) {
        Map<String, Long> counts = new LinkedHashMap<>();
        figures.artifacts().forEach((state, count) -> counts.put(state.name(), count));
        return counts;
    }
}
