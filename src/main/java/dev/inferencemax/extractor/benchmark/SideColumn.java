package dev.inferencemax.extractor.benchmark;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column that side information fills: accuracy, job counts, changelogs.
 *
 * @param unit of the values; null: a label, or a number without a unit
 * @param value null: not published
 */
public record SideColumn<T>(
        String name,
        ResultColumn.Type type,
        @Nullable String unit,
        String meaning,
        Function<T, @Nullable Object> value) {

    static <T> SideColumn<T> text(String name, String meaning, Function<T, @Nullable Object> value) {
        return new SideColumn<>(name, ResultColumn.Type.TEXT, null, meaning, value);
    }

    static <T> SideColumn<T> whole(
            String name, @Nullable String unit, String meaning, Function<T, @Nullable Object> value) {
        return new SideColumn<>(name, ResultColumn.Type.INTEGER, unit, meaning, value);
    }

    static <T> SideColumn<T> number(String name, String meaning, Function<T, @Nullable Object> value) {
        return new SideColumn<>(name, ResultColumn.Type.NUMBER, null, meaning, value);
    }

    static <T> SideColumn<T> yesOrNo(String name, String meaning, Function<T, @Nullable Object> value) {
        return new SideColumn<>(name, ResultColumn.Type.BOOLEAN, null, meaning, value);
    }

    /** The cells of a record as they stand in the CSV. */
    public static <T> List<String> cells(List<SideColumn<T>> columns, T record) {
        return columns.stream()
                .map(column -> column.value().apply(record))
                .map(value -> value == null ? "" : value.toString())
                .toList();
    }
}
