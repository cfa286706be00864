package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Rows of the dataset of which a sentence mentions a few cells. */
final class Rows {

    private Rows() {}

    /** @param cells column and cell by turns; {@code runner} and {@code unofficial} are told of the row itself */
    static Measurement row(String createdAt, String... cells) {
        List<String> all = new ArrayList<>(Collections.nCopies(DatasetColumn.RESULT.size(), ""));
        String runner = null;
        TreeSet<Finding> findings = new TreeSet<>();
        for (int i = 0; i < cells.length; i += 2) {
            switch (cells[i]) {
                case "runner" -> runner = cells[i + 1];
                case "unofficial" -> findings.add(Finding.of(Flag.UNOFFICIAL));
                default -> all.set(DatasetColumn.place(cells[i]), cells[i + 1]);
            }
        }
        return new Measurement(
                Instant.parse(createdAt),
                1L,
                1,
                "run-sweep.yml",
                "push",
                "main",
                "abc",
                2L,
                "bmk_x",
                "agg_x.json",
                0,
                "github",
                "N7",
                runner,
                0,
                List.copyOf(all),
                findings);
    }
}
