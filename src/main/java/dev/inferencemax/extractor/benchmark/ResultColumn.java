package dev.inferencemax.extractor.benchmark;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One column that a result fills: the single place that knows its name, type, unit, meaning and value.
 *
 * @param unit of the values; null: a label, or a number without a unit
 * @param value null: unknown, or not applicable
 */
public record ResultColumn(
        String name,
        Type type,
        @Nullable String unit,
        String meaning,
        Function<BenchmarkResult, @Nullable Object> value) {

    public enum Type {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        TIMESTAMP,
        /** A UTC day. */
        DATE
    }

    private static final List<ResultColumn> ALL =
            Stream.concat(ConfigurationColumns.table().stream(), metrics()).toList();

    /** Configuration, then metrics, in the order of the published CSV. */
    public static List<ResultColumn> all() {
        return ALL;
    }

    private static Stream<ResultColumn> metrics() {
        return Stream.concat(
                Metric.all().stream().map(ResultColumn::of),
                Stream.of(new ResultColumn(
                        "extra_metrics",
                        Type.TEXT,
                        null,
                        "JSON object of every other number of the record, under its published key",
                        result -> result.metrics().extraJson())));
    }

    private static ResultColumn of(Metric metric) {
        return new ResultColumn(
                metric.name(),
                metric.isMeasured() ? Type.NUMBER : Type.INTEGER,
                metric.unit(),
                metric.meaning(),
                result -> result.metrics().get(metric));
    }

    /** The cell as it stands in a CSV: {@code true}, the digits as published; empty for unknown. */
    public String cell(BenchmarkResult result) {
        Object cell = value.apply(result);
        return cell == null ? "" : cell.toString();
    }
}
