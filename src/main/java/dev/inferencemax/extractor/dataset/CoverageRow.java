package dev.inferencemax.extractor.dataset;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the coverage: a day, what was measured on it, and how much of it. Lengths of 0 are not known. */
record CoverageRow(
        @Nullable LocalDate day,
        String gpu,
        String model,
        int isl,
        int osl,
        long runs,
        long configurations,
        long rows,
        long missing,
        long foundNowhereLater) {

    List<String> cells() {
        return List.of(
                Objects.toString(day, ""),
                gpu,
                model,
                isl == 0 ? "" : Integer.toString(isl),
                osl == 0 ? "" : Integer.toString(osl),
                Long.toString(runs),
                Long.toString(configurations),
                Long.toString(rows),
                Long.toString(missing),
                Long.toString(foundNowhereLater));
    }
}
