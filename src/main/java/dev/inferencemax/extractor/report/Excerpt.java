package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.PublishedDataset;
import dev.inferencemax.extractor.dataset.PublishedDataset.Row;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** The beginning of another table of the dataset, and how many rows it has in all. */
final class Excerpt {

    private static final int MOST_ROWS = 2_000;

    private static final int LONGEST_CELL = 300;

    private final String name;
    private final Table table = new Table();
    private final String countedColumn;
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private long total;
    private boolean present;

    /** The whole table is counted by the values of one column. */
    Excerpt(String name, String countedColumn, List<String> texts, List<String> measures) {
        this.name = name;
        this.countedColumn = countedColumn;
        table.with(texts, Column::ofTexts).with(measures, Column::ofMeasures);
    }

    Excerpt read(PublishedDataset dataset, Repositories repositories) {
        present = dataset.rows(name + ".csv", row -> add(row, repositories));
        return this;
    }

    private void add(Row row, Repositories repositories) {
        total++;
        counts.merge(row.cell(countedColumn), 1L, Long::sum);
        if (total <= MOST_ROWS) {
            table.add(column -> shortened(repositories.cell(row, column)));
        }
    }

    private static String shortened(String cell) {
        return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL) + "…";
    }

    void write(JsonGenerator json) {
        table.write(json, name, total);
    }

    /** Nothing where there is no such table. */
    void writeCounts(JsonGenerator json) {
        if (!present) {
            return;
        }
        json.writeObjectPropertyStart(name);
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }
}
