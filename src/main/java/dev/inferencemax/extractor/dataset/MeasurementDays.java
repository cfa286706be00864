package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.RunLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Notes the UTC day of each measurement, which is what files that count by days go by. */
@Component
class MeasurementDays {

    /** Of results that tell no run; places are in the order of artifacts, so what has one date is a range of them. */
    private static final String OF_NO_RUN = """
            select a.published_at, min(m.place) as first_place, max(m.place) as last_place
              from measurement m
              join artifact a on a.artifact_id = m.artifact_id
             where m.run_id = 0 and a.published_at is not null
             group by a.published_at, greatest(a.artifact_id, 0)
            """;

    private final JdbcTemplate jdbc;
    private final RunLedger runs;

    MeasurementDays(JdbcTemplate jdbc, RunLedger runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    /** Before the measurements are made: the days of all runs that gave results. */
    void ofRuns() {
        RunDates dates = RunDates.of(runs);
        List<Object[]> days = new ArrayList<>();
        for (Long run :
                jdbc.query("select distinct run_id from result where run_id > 0", (row, number) -> row.getLong(1))) {
            Instant time = dates.between(run);
            if (time != null) {
                days.add(new Object[] {run, day(time)});
            }
        }
        jdbc.update("delete from run_day");
        jdbc.batchUpdate("insert into run_day (run_id, measured_on) values (?, ?)", days);
    }

    /** After it: the days of those that tell no run. */
    void ofCommits() {
        List<Object[]> days = new ArrayList<>();
        jdbc.query(OF_NO_RUN, row -> {
            OffsetDateTime published = row.getObject("published_at", OffsetDateTime.class);
            days.add(new Object[] {day(published.toInstant()), row.getLong("first_place"), row.getLong("last_place")});
        });
        jdbc.batchUpdate("update measurement set measured_on = ? where place between ? and ?", days);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
