package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.PublishedDataset.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What was chosen rather than measured: each configuration once, in the order of its first measurement. */
final class Configurations {

    private static final List<String> PARALLELISM = List.of("tp", "pp", "dcp_size", "pcp_size", "ep", "dp_attention");

    private static final List<String> COLUMNS = Stream.of(
                    Stream.of("model", "model_name", "gpu", "framework", "precision", "spec_decoding", "disagg"),
                    Stream.of("is_multinode", "scenario", "isl", "osl", "conc"),
                    PARALLELISM.stream(),
                    role("prefill"),
                    role("decode"),
                    Stream.of("num_prefill_gpu", "num_decode_gpu", "num_gpus", "prefill_hw", "decode_hw"),
                    Stream.of("kv_offloading"))
            .flatMap(names -> names)
            .toList();

    /** Absent means the same as one in these: they were published only since they could be another. */
    private static final Set<String> ONE_IF_ABSENT = Set.of("pp", "dcp_size", "pcp_size");

    private final Table table = new Table().with(COLUMNS, Column::ofTexts);
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    private static Stream<String> role(String role) {
        return Stream.concat(PARALLELISM.stream(), Stream.of("num_workers")).map(name -> role + "_" + name);
    }

    static List<String> columns() {
        return COLUMNS;
    }

    /** The number of the row's configuration. */
    int of(Row row) {
        List<String> cells = new ArrayList<>(COLUMNS.size());
        for (String column : COLUMNS) {
            cells.add(cell(row, column));
        }
        Integer known = numbers.get(cells);
        if (known != null) {
            return known;
        }
        int number = table.add(column -> cell(row, column));
        numbers.put(cells, number);
        return number;
    }

    private static String cell(Row row, String column) {
        String cell = row.cell(column);
        boolean meansNothing = column.equals("kv_offloading")
                ? cell.equals("none")
                : cell.equals("1") && ONE_IF_ABSENT.contains(withoutRole(column));
        return meansNothing ? "" : cell;
    }

    private static String withoutRole(String column) {
        return column.replaceFirst("^(prefill|decode)_", "");
    }

    Table table() {
        return table;
    }
}
