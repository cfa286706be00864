package dev.inferencemax.extractor.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.inferencemax.extractor.benchmark.Flag;
import java.util.EnumMap;
import java.util.Map;

/** Every flag raised, a row each, and how many of each there are. */
final class Validation {

    private final Map<Flag, Long> counts = new EnumMap<>(Flag.class);

    void write(Measurement row, CsvWriter csv) {
        for (Finding finding : row.findings()) {
            counts.merge(finding.flag(), 1L, Long::sum);
            csv.writeRecord(
                    finding.flag().id(),
                    finding.flag().severity().code(),
                    row.runId() == null ? "" : row.runId().toString(),
                    row.artifactId() == null ? "" : row.artifactId().toString(),
                    Integer.toString(row.index()),
                    finding.detail());
        }
    }

    /** Flags raised, of those that were, in the order of the table of flags. */
    Map<Flag, Long> counts() {
        return counts;
    }
}
