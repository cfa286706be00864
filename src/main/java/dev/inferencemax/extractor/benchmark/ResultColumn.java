package dev.inferencemax.extractor.benchmark;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column that a result fills: the single place that knows its name, type, unit, meaning and value. */
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
        TIMESTAMP
    }

    /** Configuration, then metrics, in the order of the published CSV. */
    public static List<ResultColumn> all() {
        return List.of();
    }

    /** The cell as it stands in a CSV; empty for unknown. */
    public String cell(BenchmarkResult result) {
        Object cell = value.apply(result);
        return cell == null ? "" : cell.toString();
    }
}
