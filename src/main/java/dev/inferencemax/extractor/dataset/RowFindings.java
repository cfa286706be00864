package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the rules about single rows found in one. */
final class RowFindings {

    private final RowNumbers row;
    private final List<Finding> found = new ArrayList<>(0);

    private RowFindings(RowNumbers row) {
        this.row = row;
    }

    /**
     * Checks a row.
     *
     * @param cells of the result columns
     */
    static List<Finding> of(List<String> cells) {
        RowNumbers row = new RowNumbers(cells);
        RowFindings findings = new RowFindings(row);
        new RowRules(row, findings).check();
        new PlausibilityRules(row, findings).check();
        return findings.found;
    }

    void add(Flag flag, String detail, Object... values) {
        found.add(Finding.of(flag, String.format(Locale.ROOT, detail, values)));
    }

    /** Two columns that do not go together. */
    void about(Flag flag, String field, String one, String other) {
        found.add(Finding.about(flag, field, "%s %s, %s %s".formatted(one, row.text(one), other, row.text(other))));
    }

    /** A field of its own, which says all. */
    void about(Flag flag, String field, String detail) {
        found.add(Finding.about(flag, field, detail));
    }
}
