package dev.inferencemax.extractor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A description of the dataset is there until something the dataset is made from changes, whatever database keeps it. */
abstract class PublishedContract {

    private static final long RUN = 7;
    private static final Instant DAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Run KNOWN = new Run(
            RUN, "O/R", "run-sweep.yml", 1, "push", "main", "abc", false, "completed", "success", DAY, DAY, false);

    private JdbcTemplate jdbc;
    private ArtifactLedger artifacts;
    private LossLedger losses;
    private RunLedger runs;
    private ResultLedger results;
    private PublishedLedger published;

    abstract DataSource database();

    /** A run with an artifact in each of the states that something can be done to. */
    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        JdbcClient client = JdbcClient.create(database);
        Changes changes = new Changes(jdbc, new NamedParameterJdbcTemplate(database));
        artifacts = new ArtifactLedger(client, changes);
        losses = new LossLedger(client, changes);
        runs = new RunLedger(client, changes);
        results = new ResultLedger(runs, client, changes);
        published = new PublishedLedger(client);
        runs.save(KNOWN);
        artifacts.list(List.of(artifact(1, false), artifact(2, false), artifact(3, false)));
        artifacts.downloaded(found(2), "github");
        results.save(List.of(ParsedArtifact.empty(found(2), ArtifactState.PARSED, 1)));
        artifacts.move(found(3), ArtifactState.WANTED);
        artifacts.expired(found(3), "github");
        artifacts.move(found(3), ArtifactState.LOST);
        published.written("as it is");
    }

    private Artifact found(long id) {
        return artifacts.find(id).orElseThrow();
    }

    private static Artifact artifact(long id, boolean expired) {
        return Artifact.listed(id, RUN, "name" + id, "SINGLE", 10L, "sha256:abc", DAY, expired, "file" + id);
    }

    /** Each with a database of its own, opened by itself: what is to be done is looked up then. */
    @TestFactory
    Stream<DynamicTest> whateverChangesSomethingTakesItAway() {
        Run rerun = new Run(RUN, null, null, 2, null, null, null, false, null, null, null, DAY, false);
        Map<String, Runnable> all = Map.ofEntries(
                Map.entry("a new run", () -> runs.save(Run.numbered(8, null, false))),
                Map.entry("a rerun", () -> runs.save(rerun)),
                Map.entry("a run asked for by name", () -> runs.save(Run.numbered(RUN, null, true))),
                Map.entry("a run's kind", () -> runs.noteKind(RUN, new RunKind(true, false))),
                Map.entry("a run that is mentioned", () -> runs.mention(Run.mentioned(9, 1, "push", "abc"))),
                Map.entry("a new artifact", () -> artifacts.list(List.of(artifact(4, false)))),
                Map.entry("an artifact that expired", () -> artifacts.list(List.of(artifact(1, true)))),
                Map.entry("a move", () -> artifacts.move(found(1), ArtifactState.WANTED)),
                Map.entry("left out", () -> artifacts.leaveOut(List.of(found(1)), "plan")),
                Map.entry("forced", () -> artifacts.downloadAgain(RUN, 1)),
                Map.entry("a commit's time", () -> artifacts.published(Map.of(1L, DAY))),
                Map.entry("an accepted loss", () -> losses.accept()),
                Map.entry("a loss tried again", () -> losses.retryAll()),
                Map.entry("a source asked", () -> losses.tried(found(3), "backup")),
                Map.entry("a source to ask", () -> losses.retry(List.of("backup"))),
                Map.entry("a loss reconsidered", () -> losses.reconsider(RUN)),
                Map.entry("all forgotten", () -> results.forgetAll()));
        return all.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    open();
                    assertThat(published.description()).contains("as it is");

                    change.getValue().run();

                    assertThat(published.description()).isEmpty();
                }));
    }

    @Test
    void whatIsToldAgainAndKnownAlreadyChangesNothing() {
        runs.save(KNOWN);
        runs.save(Run.numbered(RUN, null, false));
        runs.mention(Run.mentioned(RUN, 5, "schedule", "def"));
        artifacts.list(List.of(artifact(1, false), artifact(2, false), artifact(3, false)));
        artifacts.reopenForNewerReader(1, List.of("EVAL"));
        losses.tried(found(3), "github");
        losses.retry(List.of("github"));
        losses.reconsider(8);

        assertThat(published.description()).contains("as it is");
    }

    @Test
    void anArtifactThatAnOlderReaderPassedOverIsAChange() {
        assertThat(artifacts.reopenForNewerReader(2, List.of("SINGLE"))).isEqualTo(1);

        assertThat(published.description()).isEmpty();
    }

    @Test
    void aCommandThatCameInBetweenCountsAsAChangeAndOneThatFoundItStandingDoesNot() {
        command(1);
        published.written("as it was");
        command(2);
        assertThat(published.description()).contains("as it was");
        published.found();
        command(3);
        assertThat(published.description()).contains("as it was");
        command(4);

        assertThat(published.description()).isEmpty();
    }

    private void command(long id) {
        jdbc.update("""
                insert into batch_job_instance (job_instance_id, version, job_name, job_key) values (?, 0, 'backfill', ?)
                """, id, String.valueOf(id));
        jdbc.update(
                "insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time) values (?, 0, ?, now())",
                id,
                id);
    }

    @Test
    void whatIsTooLongToKeepIsNotKept() {
        published.written("x".repeat(1_000_001));

        assertThat(published.description()).isEmpty();
    }
}
