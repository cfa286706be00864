package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Precision;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What was chosen rather than measured, as it stands in a row. */
final class ConfigurationCells {

    private static final Set<String> LABELS = Set.of("model_id", "hw", "framework_raw");

    /** In the order of the history's columns. */
    static final List<TableColumn> COLUMNS = DatasetColumn.RESULT.stream()
            .takeWhile(column -> !column.name().equals("image"))
            .filter(column -> !LABELS.contains(column.name()))
            .map(TableColumn::of)
            .toList();

    private ConfigurationCells() {}

    static List<String> of(Measurement row) {
        return COLUMNS.stream().map(column -> row.cell(column.name())).toList();
    }

    /**
     * Whether two rows agree in all that both state. What one of them leaves open, the other may say: expert parallel size
     * and roles were not published before a day.
     */
    static boolean agree(Measurement one, Measurement other) {
        return one.cell("num_gpus").equals(other.cell("num_gpus"))
                && COLUMNS.stream().allMatch(column -> agree(column.name(), one, other));
    }

    private static boolean agree(String column, Measurement one, Measurement other) {
        String here = meant(column, one.cell(column));
        String there = meant(column, other.cell(column));
        return here.isEmpty() || there.isEmpty() || here.equals(there);
    }

    private static String meant(String column, String cell) {
        if (column.equals("precision")) {
            return Objects.requireNonNullElse(Precision.canonical(cell), "");
        }
        if (cell.isEmpty() && column.equals("kv_offloading")) {
            return "none";
        }
        return cell;
    }
}
