package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.PublishedLedger;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * One measurement once, and of each configuration the newest. Both are decided by the data alone, so the order in which
 * they arrived does not matter.
 */
@Component("merge")
public class MergeResults {

    /** Official: made on main by push, schedule or dispatch, or asked for by name; what is not known counts as such. */
    private static final String OFFICIAL = """
            r.run_id > 0 and coalesce(w.asked_for or (not w.fork and coalesce(w.head_branch, 'main') = 'main'
                     and coalesce(w.event, 'push') in ('push', 'schedule', 'workflow_dispatch')), true)
            """;

    /** Kept beside the measurement, too: a result is wide. */
    private static final List<String> COMPARED = List.of(
            "run_id",
            "configuration",
            "placed",
            "model",
            "gpu",
            "framework",
            "scenario",
            "isl",
            "osl",
            "conc",
            "runner",
            "runner_index",
            "tput");

    /**
     * The place is the order of the history: run, artifact, file, record. Among several sightings of one record the
     * single artifact is preferred to the aggregate that repeats it, and one whose id is known to one whose is not. No two
     * measurements give the same digits: a record that an earlier run published too is most likely a file that run left
     * behind (atlas, quirk 25). Of a record that tells no run the first commit counts, and none does where a known run has
     * the same record.
     */
    private static final String MEASUREMENTS =
            """
            insert into measurement (place, artifact_id, ordinal, official, repeated, repeated_of, measured_on, %2$s)
            select row_number() over (order by run_id, known_id, published_at nulls first, file, record_index,
                                              artifact_id, ordinal),
                   artifact_id, ordinal, official, coalesce(first_run < run_id, false),
                   case when first_run < run_id then first_run end, measured_on, %2$s
              from (select r.artifact_id, r.ordinal, r.file, r.record_index, %3$s,
                           greatest(r.artifact_id, 0) as known_id, a.published_at, d.measured_on, %1$s as official,
                           min(nullif(r.run_id, 0)) over (partition by r.identity) as first_run,
                           row_number() over (
                               partition by r.run_id, r.identity
                               order by r.origin, case when r.artifact_id > 0 then 0 else 1 end, a.published_at,
                                        r.artifact_id,
                                        r.file, r.record_index, r.ordinal) as sighting
                      from result r
                      join artifact a on a.artifact_id = r.artifact_id
                      left join workflow_run w on w.run_id = r.run_id
                      left join run_day d on d.run_id = r.run_id
                     where not coalesce(w.evals_only, false)) sightings
             where sighting = 1 and (run_id > 0 or first_run is null)
            """.formatted(OFFICIAL, String.join(", ", COMPARED), "r." + String.join(", r.", COMPARED));

    private static final String CURRENT = """
            merge into measurement known
            using (select place,
                          row_number() over (order by model, gpu, framework, precision, scenario, isl, osl, conc, place)
                              as current_place
                     from (select m.place, r.model, r.gpu, coalesce(r.framework, '') as framework,
                                  coalesce(r.precision, '') as precision, r.scenario, coalesce(r.isl, 0) as isl,
                                  coalesce(r.osl, 0) as osl, r.conc,
                                  row_number() over (partition by r.%s order by %s) as newest
                             from measurement m
                             join result r on r.artifact_id = m.artifact_id and r.ordinal = m.ordinal
                             left join workflow_run w on w.run_id = r.run_id
                            where r.placed) ranked
                    where newest = 1) ranked
               on known.place = ranked.place
            when matched then update set current_place = ranked.current_place
            """;

    private final JdbcTemplate jdbc;
    private final DatasetSettings settings;
    private final MeasurementDays days;
    private final Comparisons comparisons;
    private final PublishedLedger published;

    MergeResults(
            JdbcTemplate jdbc,
            DatasetSettings settings,
            MeasurementDays days,
            Comparisons comparisons,
            PublishedLedger published) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.days = days;
        this.comparisons = comparisons;
        this.published = published;
    }

    /** What was merged before is dropped first, once and for all: an embedded database takes long to delete row by row. */
    public void merge() {
        published.forget(); // first: what is truncated is gone at once where the database is embedded
        days.ofRuns();
        jdbc.update("truncate table measurement");
        jdbc.update(MEASUREMENTS);
        jdbc.update(CURRENT.formatted(settings.dedup().key, settings.dedup().newestFirst));
        days.ofCommits();
        comparisons.compare();
    }
}
