package dev.inferencemax.extractor.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;

/** What was read from the artifacts. Reading an artifact again replaces what it gave before. */
@Repository
public class ResultLedger {

    private static final String INSERT_RESULT = """
            insert into result (artifact_id, ordinal, file, record_index, run_id, identity, origin, configuration,
                                placed, format, runner, runner_index, model, gpu, framework, precision, scenario,
                                isl, osl, conc, cells, flags, unlisted, script_key)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_REJECTION = """
            insert into rejection (artifact_id, ordinal, file, record_index, reason, detail)
            values (:artifact, :ordinal, :file, :index, :reason, :detail)
            """;

    private static final String SETTLE = """
            update artifact
               set state = :state, reader_version = :version, not_results = :others
             where artifact_id = :artifact and state = :from
            """;

    private final RunLedger runs;
    private final JdbcTemplate rows;
    private final NamedParameterJdbcTemplate jdbc;

    ResultLedger(RunLedger runs, JdbcTemplate rows, NamedParameterJdbcTemplate jdbc) {
        this.runs = runs;
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** Keeps what was read and moves the artifacts on, in the caller's transaction. */
    public void save(Collection<? extends ParsedArtifact> parsed) {
        forget(parsed);
        insertResults(parsed);
        insertRejections(parsed);
        settle(List.copyOf(parsed));
        parsed.forEach(this::noteRuns);
    }

    private void forget(Collection<? extends ParsedArtifact> parsed) {
        List<Long> ids = parsed.stream().map(p -> p.artifact().id()).toList();
        jdbc.update("delete from result where artifact_id in (:ids)", Map.of("ids", ids));
        jdbc.update("delete from rejection where artifact_id in (:ids)", Map.of("ids", ids));
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
            rows.batchUpdate(INSERT_RESULT, batch);
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
            row.scriptKey()
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
            jdbc.batchUpdate(INSERT_REJECTION, batch.toArray(SqlParameterSource[]::new));
        }
    }

    private void settle(List<ParsedArtifact> all) {
        int[] settled = jdbc.batchUpdate(
                SETTLE, all.stream().map(ResultLedger::settling).toArray(SqlParameterSource[]::new));
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
        return new HashSet<>(jdbc.queryForList(
                "select identity from result where run_id = :run and origin = 0", Map.of("run", runId), UUID.class));
    }

    /** All that is in the archive is to be read again: what was read of it before is not known any more. */
    public void forgetAll() {
        rows.update(
                "update artifact set state = 'DOWNLOADED' where state in ('PARSED', 'REJECTED') and source is not null");
        rows.update("delete from rejection where exists (select 1 from artifact a"
                + " where a.artifact_id = rejection.artifact_id and a.state = 'DOWNLOADED')");
        rows.update("truncate table result"); // last: an embedded database cannot take it back
    }

    /** Nothing is known any more of what an artifact held. */
    public void forget(long artifactId) {
        jdbc.update("delete from result where artifact_id = :id", Map.of("id", artifactId));
        jdbc.update("delete from rejection where artifact_id = :id", Map.of("id", artifactId));
    }

    /** An artifact whose bytes cannot even be had as stated: rejected without being read. */
    public void reject(Artifact artifact, RejectionRow why, int readerVersion) {
        save(List.of(new ParsedArtifact(
                artifact, List.of(), List.of(why), 0, null, null, ArtifactState.REJECTED, readerVersion)));
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
