package dev.inferencemax.extractor.ledger;

import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger on a test's database, with builders that fill everything a sentence does not mention. */
public final class TestLedger {

    public final JdbcTemplate jdbc;
    public final ArtifactLedger artifacts;
    public final RunLedger runs;
    public final ResultLedger results;
    public final PublishedLedger published;

    public TestLedger(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        JdbcClient client = JdbcClient.create(database);
        Changes changes = new Changes(jdbc, new NamedParameterJdbcTemplate(database));
        this.artifacts = new ArtifactLedger(client, changes);
        this.runs = new RunLedger(client, changes);
        this.results = new ResultLedger(runs, client, changes);
        this.published = new PublishedLedger(client);
    }

    /** A run as a schedule on main makes it. */
    public void run(long id, String branch, String event, @Nullable String created, boolean askedFor) {
        Instant time = created == null ? null : Instant.parse(created);
        runs.save(new Run(
                id,
                "O/R",
                "run-sweep.yml",
                1,
                event,
                branch,
                "abc",
                false,
                "completed",
                "success",
                time,
                time,
                askedFor));
    }

    /** An artifact that was parsed and gave these rows. */
    public void parsed(long artifactId, long runId, boolean aggregate, List<Row> rows) {
        artifacts.list(List.of(Artifact.listed(
                artifactId, runId, "artifact-" + artifactId, "SINGLE", null, null, null, false, "f" + artifactId)));
        artifacts.downloaded(artifacts.find(artifactId).orElseThrow(), "github");
        List<ResultRow> results = new ArrayList<>();
        for (Row row : rows) {
            results.add(row.in(runId, aggregate ? Sighting.AGGREGATE : Sighting.SINGLE));
        }
        this.results.save(List.of(new ParsedArtifact(
                artifacts.find(artifactId).orElseThrow(),
                results,
                List.of(),
                0,
                null,
                null,
                ArtifactState.PARSED,
                1,
                List.of())));
    }

    /** One record: what it says is its identity. */
    public record Row(
            String file,
            int index,
            String record,
            String configuration,
            boolean placed,
            String scriptKey,
            List<String> cells) {

        public static Row of(String record, String configuration) {
            return new Row(
                    "agg.json",
                    0,
                    record,
                    configuration,
                    true,
                    configuration,
                    Collections.nCopies(ResultColumn.all().size(), ""));
        }

        public Row at(String otherFile, int otherIndex) {
            return new Row(otherFile, otherIndex, record, configuration, placed, scriptKey, cells);
        }

        public Row withoutLengths() {
            return new Row(file, index, record, configuration, false, scriptKey, cells);
        }

        public Row scriptKey(String key) {
            return new Row(file, index, record, configuration, placed, key, cells);
        }

        public Row cells(List<String> text) {
            return new Row(file, index, record, configuration, placed, scriptKey, text);
        }

        ResultRow in(long runId, Sighting sighting) {
            return new ResultRow(
                    file,
                    index,
                    runId,
                    UUID.nameUUIDFromBytes(record.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    sighting,
                    UUID.nameUUIDFromBytes(configuration.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    placed,
                    "N4",
                    null,
                    null,
                    "gptoss",
                    "h100",
                    "vllm",
                    "fp4",
                    "fixed-seq",
                    1024,
                    1024,
                    8,
                    String.join("\u001f", cells),
                    "",
                    "",
                    scriptKey,
                    null);
        }
    }
}
