package dev.inferencemax.extractor.dataset;

import java.util.List;

/** The cells of a row's result columns, as text or as numbers. */
final class RowNumbers {

    private final List<String> cells;

    RowNumbers(List<String> cells) {
        this.cells = cells;
    }

    String text(String column) {
        return cells.get(DatasetColumn.place(column));
    }

    /** NaN: not known. */
    double number(String column) {
        String text = text(column);
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
