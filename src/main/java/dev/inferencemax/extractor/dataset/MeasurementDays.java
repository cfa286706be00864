package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.RunLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Notes the UTC day of each measurement, which is what files that count by days go by. */
@Component
class MeasurementDays {

    /** Places are in the order of runs, so what has one date is a range of them. */
    private static final String RANGES = """
            select m.run_id, case when m.run_id > 0 then null else a.published_at end as published_at,
                   min(m.place) as first_place, max(m.place) as last_place
              from measurement m
              join artifact a on a.artifact_id = m.artifact_id
             group by m.run_id, case when m.run_id > 0 then null else a.published_at end,
                      case when m.run_id > 0 then 0 else greatest(a.artifact_id, 0) end
            """;

    private final JdbcTemplate jdbc;
    private final RunLedger runs;

    MeasurementDays(JdbcTemplate jdbc, RunLedger runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    void note() {
        RunDates dates = RunDates.of(runs);
        List<Object[]> days = new ArrayList<>();
        jdbc.query(RANGES, row -> {
            long run = row.getLong("run_id");
            OffsetDateTime published = row.getObject("published_at", OffsetDateTime.class);
            LocalDate day = day(published != null ? published.toInstant() : run > 0 ? dates.between(run) : null);
            if (day != null) {
                days.add(new Object[] {day, row.getLong("first_place"), row.getLong("last_place")});
            }
        });
        jdbc.batchUpdate("update measurement set measured_on = ? where place between ? and ?", days);
    }

    private static @Nullable LocalDate day(@Nullable Instant time) {
        return time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
