package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.DatasetExport;
import dev.inferencemax.extractor.dataset.DatasetPublication;
import dev.inferencemax.extractor.dataset.DatasetSummary.Figures;
import dev.inferencemax.extractor.dataset.DatasetSummary.Records;
import dev.inferencemax.extractor.dataset.Exported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What came of a job, in the few lines that a person wants to read. */
@Component
class Outcome {

    private final DatasetExport export;
    private final DatasetPublication publication;
    private List<Path> files = List.of();
    private boolean stands;
    private @Nullable Exported exported;
    private @Nullable Figures figures;

    Outcome(DatasetExport export, DatasetPublication publication) {
        this.export = export;
        this.publication = publication;
    }

    /** What need not be written, as it is there; null: nothing. */
    void stands(@Nullable Exported there) {
        stands = there != null;
        if (there != null) {
            exported(there);
        }
    }

    boolean stands() {
        return stands;
    }

    void exported(Exported tables) {
        this.exported = tables;
        this.files = tables.files();
    }

    Exported exported() {
        if (exported == null) {
            throw new IllegalStateException("the tables are known after the export");
        }
        return exported;
    }

    List<Path> files() {
        return files;
    }

    void file(Path written) {
        List<Path> all = new ArrayList<>(files);
        all.add(written);
        this.files = all;
    }

    void figures(Figures known) {
        this.figures = known;
    }

    Figures figures() {
        if (figures == null) {
            throw new IllegalStateException("the figures are known after the export");
        }
        return figures;
    }

    List<String> lines() {
        Figures known = figures();
        Records records = known.records();
        long open = known.losses().total() - known.losses().accepted();
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "Rows",
                "%,d measurements of %,d runs (%,d records read, %,d of them repeated)",
                records.measurements(),
                known.runs(),
                records.read(),
                records.duplicates()));
        lines.add(line("Configurations", "%,d", known.configurations()));
        lines.add(line(
                "Rejected", "%,d%s", records.rejectedInAll(), records.rejectedInAll() == 0 ? "" : reasons(records)));
        lines.add(line(
                "Lost",
                "%,d%s",
                known.losses().total(),
                open == 0 ? "" : ", see losses.csv; --accept-losses marks them as known"));
        if (known.expiringIn7Days() > 0) {
            lines.add(line("Expiring", "%,d not yet had are gone within 7 days", known.expiringIn7Days()));
        }
        lines.add(line(
                "Files",
                "%s/{%s}",
                publication.place(),
                files.stream()
                        .map(file -> export.folder().relativize(file).toString())
                        .collect(Collectors.joining(", ", "", ", summary.json"))));
        return lines;
    }

    private static String reasons(Records records) {
        return records.rejected().entrySet().stream()
                .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
                .collect(Collectors.joining(", ", " (", "), see rejected.csv"));
    }

    static String line(String label, String format, Object... values) {
        return String.format(Locale.ROOT, "%-15s " + format, prepend(label, values));
    }

    private static Object[] prepend(String label, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = label;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
