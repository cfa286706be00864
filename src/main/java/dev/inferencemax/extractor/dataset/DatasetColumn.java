package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code history.csv} and {@code benchmarks.csv}: provenance, then what the result says, then the flags
 * raised against it. This table writes the header, the cells and the documentation, so they cannot disagree.
 */
public record DatasetColumn(
        String name,
        ResultColumn.Type type,
        @Nullable String unit,
        String meaning,
        Function<Measurement, @Nullable Object> value) {

    private static final List<DatasetColumn> PROVENANCE = List.of(
            column(
                    "benchmark_date",
                    ResultColumn.Type.TIMESTAMP,
                    "when the run was created, UTC",
                    Measurement::createdAt),
            column("run_id", ResultColumn.Type.INTEGER, "the workflow run that measured it", Measurement::runId),
            column(
                    "run_attempt",
                    ResultColumn.Type.INTEGER,
                    "newest attempt of the run when last listed",
                    Measurement::attempt),
            column("workflow", ResultColumn.Type.TEXT, "file name of the workflow", Measurement::workflow),
            column("event", ResultColumn.Type.TEXT, "what started the run", Measurement::event),
            column("head_branch", ResultColumn.Type.TEXT, "branch the run was made on", Measurement::headBranch),
            column("head_sha", ResultColumn.Type.TEXT, "commit the run was made on", Measurement::headSha),
            column("artifact_id", ResultColumn.Type.INTEGER, "GitHub's id of the artifact", Measurement::artifactId),
            column("artifact_name", ResultColumn.Type.TEXT, "name of the artifact", Measurement::artifactName),
            column("artifact_file", ResultColumn.Type.TEXT, "file in the artifact", Measurement::file),
            column(
                    "record_index",
                    ResultColumn.Type.INTEGER,
                    "place of the record in its file, from 0",
                    Measurement::index),
            column(
                    "source",
                    ResultColumn.Type.TEXT,
                    "where the bytes came from: github, archive, backup or git-history",
                    Measurement::source),
            column(
                    "format",
                    ResultColumn.Type.TEXT,
                    "name grammar, or generation of the record where no name tells",
                    Measurement::format),
            column(
                    "runner",
                    ResultColumn.Type.TEXT,
                    "machine that ran it, from the artifact's name",
                    Measurement::runner),
            column(
                    "runner_index",
                    ResultColumn.Type.INTEGER,
                    "number of that machine in its pool",
                    Measurement::runnerIndex));

    /** What the result says, as its module defines it. */
    static final List<ResultColumn> RESULT = ResultColumn.all();

    private static final Map<String, Integer> PLACES = places();

    private static final DatasetColumn FLAGS = column(
            "flags",
            ResultColumn.Type.TEXT,
            "what is known against the row, separated by semicolons",
            Measurement::allFlags);

    private static DatasetColumn column(
            String name, ResultColumn.Type type, String meaning, Function<Measurement, @Nullable Object> value) {
        return new DatasetColumn(name, type, null, meaning, value);
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (ResultColumn column : RESULT) {
            places.put(column.name(), places.size());
        }
        return Map.copyOf(places);
    }

    /** All columns in the order of the files. */
    public static List<DatasetColumn> all() {
        Stream<DatasetColumn> result = RESULT.stream()
                .map(column -> new DatasetColumn(
                        column.name(),
                        column.type(),
                        column.unit(),
                        column.meaning(),
                        measurement -> measurement.cell(column.name())));
        return Stream.of(PROVENANCE.stream(), result, Stream.of(FLAGS))
                .flatMap(columns -> columns)
                .toList();
    }

    /** The cells of a row; the result's are there already, so they are only copied. */
    static List<String> cells(Measurement row) {
        String[] cells = new String[PROVENANCE.size() + RESULT.size() + 1];
        int next = 0;
        for (DatasetColumn column : PROVENANCE) {
            cells[next++] = column.cell(row);
        }
        for (String cell : row.cells()) {
            cells[next++] = cell;
        }
        cells[next] = FLAGS.cell(row);
        return List.of(cells);
    }

    static int place(String resultColumn) {
        Integer place = PLACES.get(resultColumn);
        if (place == null) {
            throw new IllegalArgumentException("no result column is named " + resultColumn);
        }
        return place;
    }

    private String cell(Measurement row) {
        Object cell = value.apply(row);
        return cell == null ? "" : cell.toString();
    }
}
