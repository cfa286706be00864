package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the merged rows one after the other; never all of them are in memory. */
@Component
class Measurements {

    /** Rows fetched at once: a page of some megabytes. */
    private static final int PAGE = 1_000;

    private static final String ROWS = """
            select m.place, m.official, m.repeated_of, r.*, a.name as artifact_name, a.source, a.published_at,
                   w.run_attempt, w.workflow, w.event, w.head_branch, w.head_sha, w.created_at
              from measurement m
              join result r on r.artifact_id = m.artifact_id and r.ordinal = m.ordinal
              join artifact a on a.artifact_id = m.artifact_id
              left join workflow_run w on w.run_id = r.run_id
             where %2$s
             order by m.%1$s
            """;

    private static final String MODELS = """
            select model, min(current_place), max(current_place)
              from measurement
             where current_place is not null
             group by model
             order by 2
            """;

    private static final String FINDINGS = """
            select m.place, f.flag, f.detail
              from measurement m join finding f on f.place = m.place
             where %s
            """;

    private final JdbcTemplate jdbc;
    private final RunLedger runs;
    private final UpstreamVerdicts verdicts = new UpstreamVerdicts();

    Measurements(JdbcTemplate jdbc, RunLedger runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    RunDates dates() {
        return RunDates.of(runs);
    }

    /** Every measurement, oldest first. */
    void history(Consumer<Measurement> row) {
        inOrderOf("place", 0, last("place"), row);
    }

    /** The newest of each configuration, ordered by configuration. */
    void current(Consumer<Measurement> row) {
        inOrderOf("current_place", 0, last("current_place"), row);
    }

    /** The newest of each configuration of one model. */
    void current(ModelRange model, Consumer<Measurement> row) {
        inOrderOf("current_place", model.first() - 1, model.last(), row);
    }

    /** The rows at these places, in their order. */
    void at(Collection<Long> places, RunDates dates, Consumer<Measurement> row) {
        page(
                "place",
                "m.place in (%s)".formatted(String.join(", ", Collections.nCopies(places.size(), "?"))),
                dates,
                row,
                places.toArray());
    }

    private void page(String order, String which, RunDates dates, Consumer<Measurement> row, Object... arguments) {
        Map<Long, List<Finding>> compared = compared(which, arguments);
        jdbc.query(ROWS.formatted(order, which), (result, n) -> measurement(result, dates, compared), arguments)
                .forEach(row);
    }

    /** Where the rows of a model lie among the current ones: next to each other, as they are ordered by model. */
    record ModelRange(String model, long first, long last) {}

    List<ModelRange> models() {
        return jdbc.query(MODELS, (row, n) -> new ModelRange(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    private long last(String place) {
        Long last = jdbc.queryForObject("select coalesce(max(%s), 0) from measurement".formatted(place), Long.class);
        return Objects.requireNonNull(last);
    }

    /** Places count up from one without a gap, so a page is a range of them. */
    private void inOrderOf(String place, long after, long last, Consumer<Measurement> row) {
        RunDates dates = RunDates.of(runs);
        String which = "m.%1$s > ? and m.%1$s <= ?".formatted(place);
        for (long from = after; from < last; from += PAGE) {
            page(place, which, dates, row, from, Math.min(from + PAGE, last));
        }
    }

    /** What comparing the rows of a page with others gave, by place. */
    private Map<Long, List<Finding>> compared(String which, Object... arguments) {
        Map<Long, List<Finding>> findings = new HashMap<>();
        jdbc.query(
                FINDINGS.formatted(which),
                row -> {
                    findings.computeIfAbsent(row.getLong("place"), first -> new ArrayList<>(1))
                            .add(Finding.of(Flag.of(row.getString("flag")), row.getString("detail")));
                },
                arguments);
        return findings;
    }

    private Measurement measurement(ResultSet row, RunDates dates, Map<Long, List<Finding>> compared)
            throws SQLException {
        OffsetDateTime created = row.getObject("created_at", OffsetDateTime.class);
        long runId = row.getLong("run_id");
        long artifactId = row.getLong("artifact_id");
        boolean runKnown = runId > 0;
        OffsetDateTime stated = runKnown ? created : row.getObject("published_at", OffsetDateTime.class);
        Instant date = stated != null ? stated.toInstant() : runKnown ? dates.between(runId) : null;
        List<String> cells = CellText.split(row.getString("cells"));
        SortedSet<Finding> findings = new TreeSet<>(RowFindings.of(cells));
        findings.addAll(compared.getOrDefault(row.getLong("place"), List.of()));
        Flags.each(row.getString("flags"), flag -> findings.add(Finding.read(flag)));
        Flags.addIf(stated == null && date != null, Flag.DATE_INTERPOLATED, findings);
        Flags.addIf(!runKnown, Flag.RUN_UNKNOWN, findings);
        Flags.addIf(!row.getBoolean("official"), Flag.UNOFFICIAL, findings);
        long repeated = row.getLong("repeated_of");
        if (!row.wasNull()) {
            findings.add(Finding.of(Flag.REPEATS_EARLIER_RUN, "first published by run " + repeated));
        }
        verdicts.on(runId).ifPresent(verdict -> findings.add(Finding.of(verdict)));
        return new Measurement(
                date,
                runKnown ? runId : null,
                row.getObject("run_attempt", Integer.class),
                row.getString("workflow"),
                row.getString("event"),
                row.getString("head_branch"),
                row.getString("head_sha"),
                ArtifactIds.known(artifactId) ? artifactId : null,
                row.getString("artifact_name"),
                row.getString("file"),
                row.getInt("record_index"),
                row.getString("source"),
                row.getString("format"),
                row.getString("runner"),
                row.getObject("runner_index", Integer.class),
                cells,
                findings);
    }
}
