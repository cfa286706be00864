package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.ResultColumn;
import dev.inferencemax.extractor.benchmark.SideColumn;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table of the dataset, as its header, its Parquet twin and its description have it.
 *
 * @param unit of the values; null: a label, or a number without a unit
 */
public record TableColumn(
        String name, ResultColumn.Type type, @Nullable String unit, String meaning) {

    static TableColumn text(String name, String meaning) {
        return new TableColumn(name, ResultColumn.Type.TEXT, null, meaning);
    }

    static TableColumn whole(String name, @Nullable String unit, String meaning) {
        return new TableColumn(name, ResultColumn.Type.INTEGER, unit, meaning);
    }

    static TableColumn number(String name, @Nullable String unit, String meaning) {
        return new TableColumn(name, ResultColumn.Type.NUMBER, unit, meaning);
    }

    static TableColumn yesOrNo(String name, String meaning) {
        return new TableColumn(name, ResultColumn.Type.BOOLEAN, null, meaning);
    }

    static TableColumn time(String name, String meaning) {
        return new TableColumn(name, ResultColumn.Type.TIMESTAMP, null, meaning);
    }

    static TableColumn day(String name, String meaning) {
        return new TableColumn(name, ResultColumn.Type.DATE, null, meaning);
    }

    /** The column of a result under the name it has everywhere. */
    static TableColumn of(ResultColumn column) {
        return new TableColumn(column.name(), column.type(), column.unit(), column.meaning());
    }

    static TableColumn of(SideColumn<?> column) {
        return new TableColumn(column.name(), column.type(), column.unit(), column.meaning());
    }

    static TableColumn of(DatasetColumn column) {
        return new TableColumn(column.name(), column.type(), column.unit(), column.meaning());
    }
}
