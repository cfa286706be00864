package dev.inferencemax.extractor.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The workflow runs that are known. */
@Repository
public class RunLedger {

    /** What a source does not state never wipes out what is known; asked for once is asked for. */
    private static final String SAVE = """
            merge into workflow_run known
            using (values (cast(:id as bigint), cast(:repository as varchar), cast(:workflow as varchar),
                           cast(:attempt as integer), cast(:event as varchar), cast(:branch as varchar),
                           cast(:sha as varchar), cast(:fork as boolean), cast(:status as varchar),
                           cast(:conclusion as varchar), cast(:created as timestamp with time zone),
                           cast(:updated as timestamp with time zone), cast(:asked as boolean)))
                  given (run_id, repository, workflow, run_attempt, event, head_branch, head_sha, fork, status,
                         conclusion, created_at, updated_at, asked_for)
               on known.run_id = given.run_id
            when matched and (coalesce(given.repository, known.repository), coalesce(given.workflow, known.workflow),
                              coalesce(given.run_attempt, known.run_attempt), coalesce(given.event, known.event),
                              coalesce(given.head_branch, known.head_branch), coalesce(given.head_sha, known.head_sha),
                              given.fork or known.fork, coalesce(given.status, known.status),
                              coalesce(given.conclusion, known.conclusion),
                              coalesce(given.created_at, known.created_at),
                              coalesce(given.updated_at, known.updated_at), given.asked_for or known.asked_for)
                             is distinct from
                             (known.repository, known.workflow, known.run_attempt, known.event, known.head_branch,
                              known.head_sha, known.fork, known.status, known.conclusion, known.created_at,
                              known.updated_at, known.asked_for)
            then update set
                 repository = coalesce(given.repository, known.repository),
                 workflow = coalesce(given.workflow, known.workflow),
                 run_attempt = coalesce(given.run_attempt, known.run_attempt),
                 event = coalesce(given.event, known.event),
                 head_branch = coalesce(given.head_branch, known.head_branch),
                 head_sha = coalesce(given.head_sha, known.head_sha),
                 fork = given.fork or known.fork,
                 status = coalesce(given.status, known.status),
                 conclusion = coalesce(given.conclusion, known.conclusion),
                 created_at = coalesce(given.created_at, known.created_at),
                 updated_at = coalesce(given.updated_at, known.updated_at),
                 asked_for = given.asked_for or known.asked_for
            when not matched then insert
                 (run_id, repository, workflow, run_attempt, event, head_branch, head_sha, fork, status, conclusion,
                  created_at, updated_at, asked_for)
                 values (given.run_id, given.repository, given.workflow, given.run_attempt, given.event,
                         given.head_branch, given.head_sha, given.fork, given.status, given.conclusion,
                         given.created_at, given.updated_at, given.asked_for)
            """;

    private final JdbcClient jdbc;
    private final Changes changes;

    RunLedger(JdbcClient jdbc, Changes changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    public void save(Run run) {
        changes.make(jdbc.sql(SAVE)
                .param("id", run.id())
                .param("repository", run.repository())
                .param("workflow", run.workflow())
                .param("attempt", run.attempt())
                .param("event", run.event())
                .param("branch", run.headBranch())
                .param("sha", run.headSha())
                .param("fork", run.fork())
                .param("status", run.status())
                .param("conclusion", run.conclusion())
                .param("created", utc(run.createdAt()))
                .param("updated", utc(run.updatedAt()))
                .param("asked", run.askedFor()));
    }

    public Optional<Run> find(long id) {
        return jdbc.sql("select * from workflow_run where run_id = :id")
                .param("id", id)
                .query(RunLedger::run)
                .optional();
    }

    /** Whether the artifacts of the run were listed since it last changed. */
    public boolean artifactsRead(Run run) {
        return jdbc.sql("""
                        select count(*) from workflow_run
                         where run_id = :id and read_attempt = :attempt and read_updated = :updated
                        """)
                        .param("id", run.id())
                        .param("attempt", run.attempt())
                        .param("updated", utc(run.updatedAt()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Its artifacts are listed as of this state of the run. */
    public void noteArtifactsRead(Run run) {
        changes.make(
                jdbc.sql("update workflow_run set read_attempt = :attempt, read_updated = :updated where run_id = :id")
                        .param("id", run.id())
                        .param("attempt", run.attempt())
                        .param("updated", utc(run.updatedAt())));
    }

    /** What the run's changelog says of it. */
    public void noteKind(long runId, RunKind kind) {
        changes.make(jdbc.sql("update workflow_run set evals_only = :evals, append_only = :append where run_id = :id")
                .param("id", runId)
                .param("evals", kind.evalsOnly())
                .param("append", kind.appendOnly()));
    }

    /** A run that another one names; what is known of it already is better. */
    public void mention(Run run) {
        if (find(run.id()).isEmpty()) {
            save(run);
        }
    }

    public long count() {
        return jdbc.sql("select count(*) from workflow_run").query(Long.class).single();
    }

    /** Run ids and dates of all runs whose date is known, in order of the id. */
    public List<Dated> dates() {
        return jdbc.sql("select run_id, created_at from workflow_run where created_at is not null order by run_id")
                .query((row, n) -> new Dated(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** When a run was created. */
    public record Dated(long runId, Instant createdAt) {}

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("run_id"),
                row.getString("repository"),
                row.getString("workflow"),
                row.getObject("run_attempt", Integer.class),
                row.getString("event"),
                row.getString("head_branch"),
                row.getString("head_sha"),
                row.getBoolean("fork"),
                row.getString("status"),
                row.getString("conclusion"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getBoolean("asked_for"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
