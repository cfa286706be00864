package dev.inferencemax.extractor.dataset;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The days on which something of one GPU, model and lengths was measured. */
final class CoveredDays {

    /** What is counted together. */
    record Of(String gpu, String model, int isl, int osl) {}

    private static final class Day {
        private final Set<UUID> configurations = new HashSet<>();
        private final Set<Long> runs = new HashSet<>();
        private long rows;
    }

    /** First and last day of a configuration. */
    private record Span(LocalDate first, LocalDate last) {

        Span and(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    private final Of of;
    private final Map<@Nullable LocalDate, Day> days = new HashMap<>();
    private final Map<UUID, Span> spans = new HashMap<>();

    CoveredDays(Of of) {
        this.of = of;
    }

    Of of() {
        return of;
    }

    /**
     * Counts results of a configuration.
     *
     * @param date null: nobody knows, so it is neither before nor after another day
     */
    void add(@Nullable LocalDate date, UUID configuration, long run, long rows) {
        Day day = days.computeIfAbsent(date, first -> new Day());
        day.configurations.add(configuration);
        day.runs.add(run);
        day.rows += rows;
        if (date != null) {
            spans.merge(configuration, new Span(date, date), Span::and);
        }
    }

    List<CoverageRow> rows() {
        List<CoverageRow> rows = new ArrayList<>();
        days.forEach((date, day) -> rows.add(new CoverageRow(
                date,
                of.gpu(),
                of.model(),
                of.isl(),
                of.osl(),
                day.runs.size(),
                day.configurations.size(),
                day.rows,
                date == null ? 0 : missing(date, day),
                date == null ? 0 : endingOn(date))));
        return rows;
    }

    private long missing(LocalDate date, Day day) {
        return spans.entrySet().stream()
                .filter(span -> span.getValue().first().isBefore(date)
                        && span.getValue().last().isAfter(date))
                .filter(span -> !day.configurations.contains(span.getKey()))
                .count();
    }

    private long endingOn(LocalDate date) {
        return spans.values().stream().filter(span -> span.last().equals(date)).count();
    }
}
