package dev.inferencemax.extractor.ledger;

import static dev.inferencemax.extractor.ledger.ArtifactState.DOWNLOADED;
import static dev.inferencemax.extractor.ledger.ArtifactState.EXPIRED;
import static dev.inferencemax.extractor.ledger.ArtifactState.NOT_NEEDED;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The artifacts and where each stands. One method moves them, and it refuses a move that is not in the drawing. */
@Repository
public class ArtifactLedger {

    /** In which order work is handed out; each is an index. */
    public enum Order {
        SOONEST_TO_EXPIRE("state, expires_at, artifact_id"),
        BY_RUN("state, run_id, artifact_id");

        private final String columns;

        Order(String columns) {
            this.columns = columns;
        }
    }

    private static final String COLUMNS = """
            artifact_id, run_id, name, kind, size_in_bytes, digest, expires_at, expired, file, state, source, tried
            """;

    /** A second listing refreshes what GitHub may change; it never moves a state. */
    private static final String LIST = """
            merge into artifact known
            using (values (cast(:id as bigint), cast(:run as bigint), cast(:name as varchar), cast(:kind as varchar),
                           cast(:size as bigint), cast(:digest as varchar), cast(:expires as timestamp with time zone),
                           cast(:expired as boolean), cast(:file as varchar)))
                  listed (id, run_id, name, kind, size_in_bytes, digest, expires_at, expired, file)
               on known.artifact_id = listed.id
            when matched and (listed.kind, coalesce(listed.size_in_bytes, known.size_in_bytes),
                              coalesce(listed.digest, known.digest), coalesce(listed.expires_at, known.expires_at),
                              listed.expired)
                             is distinct from
                             (known.kind, known.size_in_bytes, known.digest, known.expires_at, known.expired)
            then update set
                 kind = listed.kind, size_in_bytes = coalesce(listed.size_in_bytes, known.size_in_bytes),
                 digest = coalesce(listed.digest, known.digest),
                 expires_at = coalesce(listed.expires_at, known.expires_at), expired = listed.expired
            when not matched then insert
                 (artifact_id, run_id, name, kind, size_in_bytes, digest, expires_at, expired, file, state)
                 values (listed.id, listed.run_id, listed.name, listed.kind, listed.size_in_bytes, listed.digest,
                         listed.expires_at, listed.expired, listed.file, 'LISTED')
            """;

    private static final String MOVE = """
            update artifact
               set state = :to, left_out_by = null, source = coalesce(cast(:source as varchar), source),
                   tried = coalesce(cast(:tried as varchar), tried)
             where artifact_id = :id and state = :from
            """;

    private static final String LEAVE_OUT = """
            update artifact set state = 'NOT_NEEDED', left_out_by = :plan where artifact_id = :id and state = :from
            """;

    /** Runs after a given one whose artifacts no plan has looked at, or another than the present one left out. */
    private static final String TO_PLAN = """
            select distinct run_id from artifact
             where run_id > :after
               and state in ('LISTED', 'WANTED', 'NOT_NEEDED') and (state <> 'NOT_NEEDED' or left_out_by <> :plan)
             order by run_id fetch first :limit rows only
            """;

    /** Not what this very command has downloaded again already, before it was interrupted. */
    private static final String FORCE = """
            update artifact set state = 'WANTED', forced_by = :command
             where run_id = :run and state in ('DOWNLOADED', 'PARSED', 'REJECTED') and not expired
               and coalesce(forced_by, -1) <> :command
            """;

    private static final String REOPEN = """
            update artifact set state = 'DOWNLOADED'
             where state in ('PARSED', 'REJECTED') and source is not null and reader_version < :version
               and (state = 'REJECTED' or not_results > 0 or kind in (:unread)
                    or exists (select 1 from rejection r where r.artifact_id = artifact.artifact_id))
            """;

    private final JdbcClient jdbc;
    private final Changes changes;

    ArtifactLedger(JdbcClient jdbc, Changes changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    /** Notes what a source lists: new ones as LISTED, known ones refreshed. */
    public void list(Collection<Artifact> artifacts) {
        changes.make(LIST, artifacts.stream().map(ArtifactLedger::parameters).toArray(SqlParameterSource[]::new));
    }

    public List<Artifact> ofRun(long runId) {
        return jdbc.sql("select " + COLUMNS + " from artifact where run_id = :run order by artifact_id")
                .param("run", runId)
                .query(ArtifactLedger::artifact)
                .list();
    }

    public Optional<Artifact> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from artifact where artifact_id = :id")
                .param("id", id)
                .query(ArtifactLedger::artifact)
                .optional();
    }

    /** The first artifacts in a state, in an order that an index gives. */
    public List<Artifact> inState(ArtifactState state, Order order, Part part, int limit) {
        return jdbc.sql("select " + COLUMNS + " from artifact where state = :state" + part.condition() + " order by "
                        + order.columns + " fetch first :limit rows only")
                .paramSource(part.parameters().addValue("state", state.name()).addValue("limit", limit))
                .query(ArtifactLedger::artifact)
                .list();
    }

    /** Runs that have artifacts in a state, after a given run, in order. */
    public List<Long> runsWith(ArtifactState state, long after, int limit) {
        return jdbc.sql("""
                        select distinct run_id from artifact where state = :state and run_id > :after
                         order by run_id fetch first :limit rows only
                        """)
                .param("state", state.name())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Runs with artifacts that the archive should hold, after a given run, in order. */
    public List<Long> runsInArchive(long after, int limit) {
        return jdbc.sql("""
                        select distinct run_id from artifact
                         where state in ('DOWNLOADED', 'PARSED', 'REJECTED') and source is not null and run_id > :after
                         order by run_id fetch first :limit rows only
                        """)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    public long count(ArtifactState state) {
        return jdbc.sql("select count(*) from artifact where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    public Map<ArtifactState, Long> countByState() {
        Map<ArtifactState, Long> counts = new EnumMap<>(ArtifactState.class);
        for (ArtifactState state : ArtifactState.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql("select state, count(*) as artifacts from artifact group by state")
                .query((row, n) -> counts.put(ArtifactState.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return counts;
    }

    /** Bytes of what is still to be brought into the archive, as far as they are stated. */
    public long bytesWanted() {
        return jdbc.sql("select coalesce(sum(size_in_bytes), 0) from artifact where state = 'WANTED'")
                .query(Long.class)
                .single();
    }

    public void move(Artifact artifact, ArtifactState to) {
        move(artifact, to, null, null);
    }

    /** The same for many at once. */
    public void moveAll(Collection<Artifact> all, ArtifactState to) {
        moveAll(all, to, null);
    }

    public void downloaded(Artifact artifact, String source) {
        move(artifact, DOWNLOADED, source, null);
    }

    /** The same for many at once. */
    public void downloaded(Collection<Artifact> all, String source) {
        moveAll(all, DOWNLOADED, source);
    }

    /** No source has it now. */
    public void expired(Artifact artifact, String tried) {
        move(artifact, EXPIRED, null, Tried.both(artifact.tried(), tried));
    }

    /** Whether they are to be downloaded is decided later. */
    public void putOff(Collection<Artifact> all) {
        moveAll(all, ArtifactState.LISTED);
    }

    /** Not to be downloaded, as the named plan has it. */
    public void leaveOut(Collection<Artifact> all, String plan) {
        SqlParameterSource[] batch = all.stream()
                .map(artifact -> new MapSqlParameterSource()
                        .addValue("id", artifact.id())
                        .addValue("from", artifact.state().name())
                        .addValue("plan", plan))
                .toArray(SqlParameterSource[]::new);
        requireMoved(changes.make(LEAVE_OUT, batch), all, NOT_NEEDED);
    }

    public List<Long> runsToPlan(String plan, long after, int limit) {
        return jdbc.sql(TO_PLAN)
                .param("after", after)
                .param("plan", plan)
                .param("limit", limit)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private void move(Artifact artifact, ArtifactState to, @Nullable String source, @Nullable String tried) {
        requireMoved(changes.make(MOVE, moving(artifact, to, source, tried))[0], artifact, to);
    }

    private void moveAll(Collection<Artifact> all, ArtifactState to, @Nullable String source) {
        SqlParameterSource[] batch =
                all.stream().map(artifact -> moving(artifact, to, source, null)).toArray(SqlParameterSource[]::new);
        requireMoved(changes.make(MOVE, batch), all, to);
    }

    private static SqlParameterSource moving(
            Artifact artifact, ArtifactState to, @Nullable String source, @Nullable String tried) {
        return new MapSqlParameterSource()
                .addValue("id", artifact.id())
                .addValue("from", artifact.state().name())
                .addValue("to", to.name())
                .addValue("source", source)
                .addValue("tried", tried);
    }

    private static void requireMoved(int[] moved, Collection<Artifact> all, ArtifactState to) {
        int place = 0;
        for (Artifact artifact : all) {
            requireMoved(moved[place++], artifact, to);
        }
    }

    /** In the caller's transaction, which what is thrown here undoes. */
    private static void requireMoved(int moved, Artifact artifact, ArtifactState to) {
        if (moved == 0 || !(artifact.state() == to || artifact.state().mayBecome(to))) {
            throw new IllegalStateException("artifact %d of run %d is not %s, or may not go from there to %s"
                    .formatted(artifact.id(), artifact.runId(), artifact.state(), to));
        }
    }

    /**
     * What an older reader rejected, passed over or did not read is looked at again by a newer one.
     *
     * @param unread kinds of which an older reader read nothing
     */
    public int reopenForNewerReader(int readerVersion, Collection<String> unread) {
        return changes.make(jdbc.sql(REOPEN).param("version", readerVersion).param("unread", unread));
    }

    /**
     * Wants again what there is of a run.
     *
     * @param command the same for a command and for its resumption
     */
    public void downloadAgain(long runId, long command) {
        changes.make(jdbc.sql(FORCE).param("run", runId).param("command", command));
    }

    /** When artifacts without an id of GitHub's were committed to the history they were found in. */
    public void published(Map<Long, Instant> times) {
        changes.make(
                """
                update artifact set published_at = :time
                 where artifact_id = :id and published_at is distinct from cast(:time as timestamp with time zone)
                """,
                times.entrySet().stream()
                        .map(time -> new MapSqlParameterSource()
                                .addValue("id", time.getKey())
                                .addValue("time", time.getValue().atOffset(ZoneOffset.UTC)))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Wanted and not yet had, expiring before the given time. */
    public long expiringBefore(Instant time) {
        return jdbc.sql("select count(*) from artifact where state in ('LISTED', 'WANTED') and not expired"
                        + " and expires_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    static Artifact artifact(ResultSet row, int number) throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Artifact(
                row.getLong("artifact_id"),
                row.getLong("run_id"),
                row.getString("name"),
                row.getString("kind"),
                row.getObject("size_in_bytes", Long.class),
                row.getString("digest"),
                expires == null ? null : expires.toInstant(),
                row.getBoolean("expired"),
                row.getString("file"),
                ArtifactState.valueOf(row.getString("state")),
                row.getString("source"),
                row.getString("tried"));
    }

    private static SqlParameterSource parameters(Artifact artifact) {
        Instant expires = artifact.expiresAt();
        return new MapSqlParameterSource()
                .addValue("id", artifact.id())
                .addValue("run", artifact.runId())
                .addValue("name", artifact.name())
                .addValue("kind", artifact.kind())
                .addValue("size", artifact.size())
                .addValue("digest", artifact.digest())
                .addValue("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                .addValue("expired", artifact.expired())
                .addValue("file", artifact.file());
    }
}
