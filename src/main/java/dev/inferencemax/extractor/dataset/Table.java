package dev.inferencemax.extractor.dataset;

import static dev.inferencemax.extractor.dataset.TableColumn.text;
import static dev.inferencemax.extractor.dataset.TableColumn.time;
import static dev.inferencemax.extractor.dataset.TableColumn.whole;

import dev.inferencemax.extractor.benchmark.Accuracy;
import dev.inferencemax.extractor.benchmark.ChangelogEntry;
import dev.inferencemax.extractor.benchmark.JobCount;
import dev.inferencemax.extractor.benchmark.SideColumn;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tables of the dataset and their columns: headers, Parquet, the data package and the README go by it. */
@SuppressWarnings("ImmutableEnumChecker") // lists that nobody can change, of records
public enum Table {
    HISTORY("every distinct measurement ever published, oldest first", measured()),

    BENCHMARKS(
            "the newest measurement of each configuration, official where there is one",
            measured(),
            Key.to(HISTORY, "run_id", "artifact_id", "artifact_file", "record_index")),

    REJECTED(
            "what could not be used, and why",
            List.of(
                    run(),
                    artifact(),
                    text("artifact_name", "name of the artifact"),
                    text("file", "file in the artifact; empty: the artifact as a whole"),
                    whole("record_index", null, "place of the record in its file, from 0; empty: the file as a whole"),
                    text("reason", "one of a closed list, see the README"),
                    text("detail", "what was found"))),

    LOSSES(
            "artifacts that no source has",
            List.of(
                    run(),
                    text("workflow", "file name of the workflow"),
                    time("benchmark_date", "when the run was created"),
                    artifact(),
                    text("artifact_name", "name of the artifact"),
                    time("expires_at", "until when GitHub kept it"),
                    text("tried", "sources that were asked in vain, separated by commas"))),

    VALIDATION(
            "every flag raised against a row of the history, a row each",
            List.of(
                    text("rule", "the flag, see the README"),
                    text("severity", "error: the record contradicts itself; warning: look before you rely on it; info"),
                    run(),
                    artifact(),
                    whole("record_index", null, "place of the record in its file, from 0"),
                    text("detail", "what was found, or the field it was found in")),
            Key.to(HISTORY, "run_id", "artifact_id", "record_index")),

    CONSISTENCY(
            "each configuration measured in both eras: the newest of each, official where there is one",
            Consistency.columns(),
            Key.to(HISTORY, "run_id").as("before_run_id"),
            Key.to(HISTORY, "run_id").as("after_run_id")),

    COVERAGE(
            "what was measured on each day, and what of it was not; a day that measured nothing of a GPU, model and lengths"
                    + " has no row",
            Coverage.COLUMNS),

    EVALS(
            "accuracy results: one a row, as the run's aggregate has them, else its single artifacts",
            side(Accuracy.columns())),

    RUN_STATS("jobs of a run that succeeded, by GPU", side(JobCount.columns())),

    CHANGELOG("why a run was made: the entries of its changelog", side(ChangelogEntry.columns()));

    /** Columns whose values stand in another table, too. */
    record Key(List<String> columns, Table in, List<String> there) {

        static Key to(Table table, String... columns) {
            return new Key(List.of(columns), table, List.of(columns));
        }

        Key as(String... names) {
            return new Key(List.of(names), in, there);
        }
    }

    private final String content;
    private final List<TableColumn> columns;
    private final List<Key> keys;

    Table(String content, List<TableColumn> columns, Key... keys) {
        this.content = content;
        this.columns = List.copyOf(columns);
        this.keys = List.of(keys);
    }

    private static List<TableColumn> measured() {
        return DatasetColumn.all().stream().map(TableColumn::of).toList();
    }

    private static <T> List<TableColumn> side(List<SideColumn<T>> columns) {
        return Stream.concat(
                        Stream.of(run(), artifact(), text("artifact_name", "name of the artifact")),
                        columns.stream().map(TableColumn::of))
                .toList();
    }

    static TableColumn run() {
        return whole("run_id", null, "the workflow run; empty: nobody knows it");
    }

    static TableColumn artifact() {
        return whole("artifact_id", null, "GitHub's id of the artifact; empty: no source states one");
    }

    /** {@code history}: what its files are named after. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String csv() {
        return id() + ".csv";
    }

    String parquet() {
        return id() + ".parquet";
    }

    String content() {
        return content;
    }

    public List<TableColumn> columns() {
        return columns;
    }

    List<Key> keys() {
        return keys;
    }

    List<String> header() {
        return columns.stream().map(TableColumn::name).toList();
    }
}
