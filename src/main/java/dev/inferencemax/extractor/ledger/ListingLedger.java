package dev.inferencemax.extractor.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far GitHub's listings have been read: of runs, and of the artifacts of each run. */
@Repository
public class ListingLedger {

    private static final String NOTE_LISTED = """
            merge into listed_until known
            using (values (cast(:listing as varchar), cast(:newest as timestamp with time zone)))
                  given (listing, newest)
               on known.listing = given.listing
            when matched then update set newest = greatest(known.newest, given.newest)
            when not matched then insert (listing, newest) values (given.listing, given.newest)
            """;

    private static final String DUE = """
            select due.run_id, run.created_at
              from run_to_list due
              join workflow_run run on run.run_id = due.run_id
             where run.repository = :repository
            """;

    private final JdbcClient jdbc;

    ListingLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The artifacts of a run are to be listed, perhaps once more. */
    public void due(long runId, String served) {
        done(runId);
        jdbc.sql("insert into run_to_list (run_id, served) values (:run, :served)")
                .param("run", runId)
                .param("served", Packed.pack(served))
                .update();
    }

    /** The artifacts of a run are listed. */
    public void done(long runId) {
        jdbc.sql("delete from run_to_list where run_id = :run")
                .param("run", runId)
                .update();
    }

    /** Repositories with runs whose artifacts are to be listed. */
    public List<String> dueRepositories() {
        return jdbc.sql("""
                        select distinct run.repository from run_to_list due
                          join workflow_run run on run.run_id = due.run_id
                         order by 1
                        """).query((row, number) -> row.getString(1)).list();
    }

    /** The runs of a repository whose artifacts are to be listed, and when they were created. */
    public Map<Long, Instant> due(String repository) {
        Map<Long, Instant> runs = new TreeMap<>();
        jdbc.sql(DUE).param("repository", repository).query(row -> {
            OffsetDateTime created = row.getObject(2, OffsetDateTime.class);
            runs.put(row.getLong(1), created == null ? Instant.EPOCH : created.toInstant());
        });
        return runs;
    }

    public long countDue() {
        return jdbc.sql("select count(*) from run_to_list").query(Long.class).single();
    }

    /** The run as GitHub served it, while its artifacts are to be listed. */
    public Optional<String> served(long runId) {
        return jdbc.sql("select served from run_to_list where run_id = :run")
                .param("run", runId)
                .query(byte[].class)
                .optional()
                .map(Packed::unpack);
    }

    /** When the newest run was created that a listing brought when it was last read to its end. */
    public Optional<Instant> listedUntil(String listing) {
        return jdbc.sql("select newest from listed_until where listing = :listing")
                .param("listing", listing)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    public void noteListed(String listing, Instant newest) {
        jdbc.sql(NOTE_LISTED)
                .param("listing", listing)
                .param("newest", newest.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Runs of a repository that were under way when they were last seen, created within a span of time. */
    public List<Long> unfinished(String repository, Instant from, Instant before) {
        return jdbc.sql("""
                        select run_id from workflow_run
                         where repository = :repository and status <> 'completed'
                           and created_at >= :from and created_at < :before
                         order by run_id
                        """)
                .param("repository", repository)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
