package dev.inferencemax.extractor.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;

/** A table column by column, as the page holds it. */
final class Table {

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private int rows;

    /** Columns of one kind, to be filled by their names. */
    Table with(Collection<String> names, Supplier<Column> kind) {
        names.forEach(name -> columns.put(name, kind.get()));
        return this;
    }

    /** A column that is complete already. */
    Table with(String name, Column complete) {
        columns.put(name, complete);
        return this;
    }

    /** Adds a row; returns its number. */
    int add(UnaryOperator<String> cell) {
        columns.forEach((name, column) -> column.add(cell.apply(name)));
        return rows++;
    }

    int rows() {
        return rows;
    }

    /** Writes it as an object; the total says how many rows there are in all, where the page holds not every one. */
    void write(JsonGenerator json, String name, long total) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("total", total);
        json.writeNumberProperty("rows", rows);
        json.writeObjectPropertyStart("columns");
        columns.forEach((column, cells) -> {
            json.writeName(column);
            cells.write(json);
        });
        json.writeEndObject();
        json.writeEndObject();
    }
}
