package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.DatasetColumn;
import dev.inferencemax.extractor.dataset.DatasetExport;
import dev.inferencemax.extractor.dataset.PublishedDataset;
import dev.inferencemax.extractor.dataset.PublishedDataset.Row;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * What the page knows, gathered from the finished tables. The history is read twice: first for how many rows each
 * configuration has, then for the rows that are kept. Held in memory is what the page holds, and little else.
 */
final class Content {

    /** Columns of which the details tell what they mean. */
    private static final Set<String> EXPLAINED = Stream.of(
                    Configurations.columns().stream(), Points.LABELS.stream(), Points.METRICS.stream())
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private final NewestOfEach newest = new NewestOfEach();
    private final Configurations configurations = new Configurations();
    private final DaysOfGpus days = new DaysOfGpus();
    private final Rules rules;
    private final Repositories repositories;
    private final Points points;
    private final List<Excerpt> excerpts = List.of(
            new Excerpt(
                    "losses",
                    "workflow",
                    List.of(
                            "run_id",
                            Repositories.COLUMN,
                            "workflow",
                            "benchmark_date",
                            "artifact_id",
                            "artifact_name",
                            "expires_at",
                            "tried"),
                    List.of()),
            new Excerpt(
                    "rejected",
                    "reason",
                    List.of(
                            "run_id",
                            Repositories.COLUMN,
                            "artifact_id",
                            "artifact_name",
                            "file",
                            "record_index",
                            "reason",
                            "detail"),
                    List.of()),
            new Excerpt(
                    "consistency",
                    "within_band",
                    Stream.of(
                                    Configurations.columns().stream(),
                                    Stream.of("before_date", "before_run_id", "before_" + Repositories.COLUMN),
                                    Stream.of("after_date", "after_run_id", "after_" + Repositories.COLUMN),
                                    Stream.of("within_band", "why"))
                            .flatMap(names -> names)
                            .toList(),
                    List.of("before_tput_per_gpu", "after_tput_per_gpu", "ratio_tput_per_gpu")));
    private final SortedMap<String, String> meaningsOfFlags;
    private long currentConfigurations;
    private long runs;
    private String lastRun = "";

    private Content(PublishedDataset dataset) {
        this.repositories = new Repositories(dataset.repositories());
        this.points = new Points(repositories);
        this.rules = new Rules(repositories);
        this.meaningsOfFlags = dataset.meaningsOfFlags();
    }

    static Content of(PublishedDataset dataset) {
        Content content = new Content(dataset);
        dataset.rows("history.csv", row -> content.newest.add(content.configurations.of(row)));
        NewestOfEach.Pass pass = content.newest.pass();
        dataset.rows("history.csv", row -> content.add(pass, row));
        dataset.rows("benchmarks.csv", row -> content.currentConfigurations++);
        dataset.rows("coverage.csv", content.days::addMissing);
        dataset.rows("validation.csv", content.rules::addFinding);
        content.excerpts.forEach(excerpt -> excerpt.read(dataset, content.repositories));
        return content;
    }

    private void add(NewestOfEach.Pass pass, Row row) {
        days.add(row);
        rules.addFlagsOf(row);
        countRun(row.cell("run_id"));
        int configuration = newest.configuration(pass.row());
        if (pass.next()) {
            points.add(configuration, row);
        }
    }

    /** Rows of a run follow each other. */
    private void countRun(String run) {
        if (!run.equals(lastRun)) {
            runs++;
            lastRun = run;
        }
    }

    /** In an element of the page: nothing in it can end the element or begin another. */
    void writeJson(Writer out) {
        try (JsonGenerator json = EmbeddedJson.to(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema_version", DatasetExport.SCHEMA_VERSION);
            json.writeNumberProperty("configurations", currentConfigurations);
            json.writeNumberProperty("runs", runs);
            json.writeNumberProperty("rows_with_flags", rules.rowsWithFlags());
            json.writeNumberProperty("newest_of_each", newest.limit());
            writeMeanings(json);
            writeFlagsAndCounts(json);
            writeTables(json);
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw new UncheckedIOException(e.getCause());
        }
    }

    private static void writeMeanings(JsonGenerator json) {
        json.writeObjectPropertyStart("meanings");
        for (DatasetColumn column : DatasetColumn.all()) {
            if (EXPLAINED.contains(column.name())) {
                json.writeObjectPropertyStart(column.name());
                json.writeStringProperty("meaning", column.meaning());
                if (column.unit() != null) {
                    json.writeStringProperty("unit", column.unit());
                }
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void writeFlagsAndCounts(JsonGenerator json) {
        json.writeObjectPropertyStart("flags");
        meaningsOfFlags.forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeObjectPropertyStart("counts");
        excerpts.forEach(excerpt -> excerpt.writeCounts(json));
        json.writeEndObject();
    }

    private void writeTables(JsonGenerator json) {
        json.writeObjectPropertyStart("tables");
        Table table = configurations.table();
        table.with("rows", newest.rowsOf(table.rows())).write(json, "configurations", table.rows());
        points.write(json, newest.rows());
        Table coverage = days.table();
        coverage.write(json, "days", coverage.rows());
        Table ofRules = rules.table();
        ofRules.write(json, "rules", ofRules.rows());
        rules.findings().write(json, "findings", rules.allFindings());
        excerpts.forEach(excerpt -> excerpt.write(json));
        json.writeEndObject();
    }
}
