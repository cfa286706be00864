package dev.inferencemax.extractor.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was read from the artifacts. Reading an artifact again replaces what it gave before. */
@Repository
public class ResultLedger {

    private static final String INSERT_RESULT = """
            insert into result (artifact_id, ordinal, file, record_index, run_id, identity, origin, configuration,
                                placed, format, runner, runner_index, model, gpu, framework, precision, scenario,
                                isl, osl, conc, cells, flags, unlisted, script_key,
                                tput)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_REJECTION = """
            insert into rejection (artifact_id, ordinal, file, record_index, reason, detail)
            values (:artifact, :ordinal, :file, :index, :reason, :detail)
            """;

    private static final String INSERT_SIDE_ROW =
            "insert into side_record (artifact_id, ordinal, kind, cells) values (?, ?, ?, ?)";

    private static final String SETTLE = """
            update artifact
               set state = :state, reader_version = :version, not_results = :others
             where artifact_id = :artifact and state = :from
            """;

    private final RunLedger runs;
    private final JdbcClient jdbc;
    private final Changes changes;

    ResultLedger(RunLedger runs, JdbcClient jdbc, Changes changes) {
        this.runs = runs;
        this.jdbc = jdbc;
        this.changes = changes;
    }

    /** Keeps what was read and moves the artifacts on, in the caller's transaction. */
    public void save(Collection<? extends ParsedArtifact> parsed) {
        forget(parsed);
        insertResults(parsed);
        insertRejections(parsed);
        insertSideRows(parsed);
        settle(List.copyOf(parsed));
        parsed.forEach(this::noteRuns);
    }

    private void forget(Collection<? extends ParsedArtifact> parsed) {
        forget(parsed.stream().map(p -> p.artifact().id()).toList());
    }

    private void insertResults(Collection<? extends ParsedArtifact> parsed) {
        List<Object[]> batch = new ArrayList<>();
        for (ParsedArtifact artifact : parsed) {
            int ordinal = 0;
            for (ResultRow row : artifact.results()) {
                batch.add(values(artifact, ordinal++, row));
            }
        }
        if (!batch.isEmpty()) {
            changes.make(INSERT_RESULT, batch);
        }
    }

    private static Object[] values(ParsedArtifact from, int ordinal, ResultRow row) {
        return new Object[] {
            from.artifact().id(),
            ordinal,
            row.file(),
            row.index(),
            row.runId(),
            row.identity(),
            row.sighting().rank(),
            row.configuration(),
            row.placed(),
            row.format(),
            row.runner(),
            row.runnerIndex(),
            row.model(),
            row.gpu(),
            row.framework(),
            row.precision(),
            row.scenario(),
            row.isl(),
            row.osl(),
            row.conc(),
            row.cells(),
            row.flags(),
            row.unlisted(),
            row.scriptKey(),
            row.tput()
        };
    }

    private void insertRejections(Collection<? extends ParsedArtifact> parsed) {
        List<SqlParameterSource> batch = new ArrayList<>();
        for (ParsedArtifact artifact : parsed) {
            int ordinal = 0;
            for (RejectionRow row : artifact.rejections()) {
                batch.add(rejection(artifact.artifact().id(), ordinal++, row));
            }
        }
        if (!batch.isEmpty()) {
            changes.make(INSERT_REJECTION, batch.toArray(SqlParameterSource[]::new));
        }
    }

    private void insertSideRows(Collection<? extends ParsedArtifact> parsed) {
        List<Object[]> batch = new ArrayList<>();
        for (ParsedArtifact artifact : parsed) {
            int ordinal = 0;
            for (SideRow row : artifact.side()) {
                batch.add(new Object[] {
                    artifact.artifact().id(), ordinal++, row.kind().name(), row.cells()
                });
            }
        }
        if (!batch.isEmpty()) {
            changes.make(INSERT_SIDE_ROW, batch);
        }
    }

    private void settle(List<ParsedArtifact> all) {
        int[] settled =
                changes.make(SETTLE, all.stream().map(ResultLedger::settling).toArray(SqlParameterSource[]::new));
        for (int place = 0; place < settled.length; place++) {
            ParsedArtifact parsed = all.get(place);
            ArtifactState from = parsed.artifact().state();
            if (settled[place] == 0 || !from.mayBecome(parsed.becomes())) {
                throw new IllegalStateException("artifact %d of run %d is not %s, or may not go from there to %s"
                        .formatted(parsed.artifact().id(), parsed.artifact().runId(), from, parsed.becomes()));
            }
        }
    }

    private static SqlParameterSource settling(ParsedArtifact parsed) {
        return new MapSqlParameterSource()
                .addValue("artifact", parsed.artifact().id())
                .addValue("from", parsed.artifact().state().name())
                .addValue("state", parsed.becomes().name())
                .addValue("version", parsed.readerVersion())
                .addValue("others", parsed.notResults());
    }

    private void noteRuns(ParsedArtifact parsed) {
        if (parsed.kind() != null) {
            runs.noteKind(parsed.artifact().runId(), parsed.kind());
        }
        if (parsed.mentioned() != null) {
            runs.mention(parsed.mentioned());
        }
    }

    /** The records of a run that its single artifacts hold. */
    public Set<UUID> identitiesInSingles(long runId) {
        return new HashSet<>(jdbc.sql("select identity from result where run_id = :run and origin = 0")
                .param("run", runId)
                .query(UUID.class)
                .list());
    }

    /** All that is in the archive is to be read again: what was read of it before is not known any more. */
    public void forgetAll() {
        changes.make(jdbc.sql("""
                update artifact set state = 'DOWNLOADED' where state in ('PARSED', 'REJECTED') and source is not null
                """));
        changes.make(jdbc.sql("delete from rejection where exists (select 1 from artifact a"
                + " where a.artifact_id = rejection.artifact_id and a.state = 'DOWNLOADED')"));
        changes.make(jdbc.sql("delete from side_record where exists (select 1 from artifact a"
                + " where a.artifact_id = side_record.artifact_id and a.state = 'DOWNLOADED')"));
        changes.makeUncounted("truncate table result"); // last: an embedded database cannot take it back
    }

    /** Nothing is known any more of what an artifact held. */
    public void forget(long artifactId) {
        forget(List.of(artifactId));
    }

    private void forget(List<Long> ids) {
        changes.make(jdbc.sql("delete from result where artifact_id in (:ids)").param("ids", ids));
        changes.make(
                jdbc.sql("delete from rejection where artifact_id in (:ids)").param("ids", ids));
        changes.make(
                jdbc.sql("delete from side_record where artifact_id in (:ids)").param("ids", ids));
    }

    /** An artifact whose bytes cannot even be had as stated: rejected without being read. */
    public void reject(Artifact artifact, RejectionRow why, int readerVersion) {
        save(List.of(new ParsedArtifact(
                artifact, List.of(), List.of(why), 0, null, null, ArtifactState.REJECTED, readerVersion, List.of())));
    }

    private static SqlParameterSource rejection(long artifact, int ordinal, RejectionRow row) {
        return new MapSqlParameterSource()
                .addValue("artifact", artifact)
                .addValue("ordinal", ordinal)
                .addValue("file", row.file())
                .addValue("index", row.index())
                .addValue("reason", row.reason())
                .addValue("detail", row.detail());
    }
}
