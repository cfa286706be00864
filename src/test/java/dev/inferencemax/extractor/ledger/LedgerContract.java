package dev.inferencemax.extractor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inferencemax.extractor.ledger.ArtifactLedger.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger promises, whatever database keeps it. */
abstract class LedgerContract {

    private static final Instant SOON = Instant.parse("2026-01-05T00:00:00Z");

    private ArtifactLedger artifacts;
    private LossLedger losses;
    private RunLedger runs;
    private ResultLedger results;
    private JdbcClient jdbc;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = JdbcClient.create(database);
        Changes changes = new Changes(new JdbcTemplate(database), new NamedParameterJdbcTemplate(database));
        artifacts = new ArtifactLedger(jdbc, changes);
        losses = new LossLedger(jdbc, changes);
        runs = new RunLedger(jdbc, changes);
        results = new ResultLedger(runs, jdbc, changes);
    }

    @Test
    void twoArtifactsOfOneNameInOneRunAreBothKept() {
        artifacts.list(List.of(artifact(1, "same"), artifact(2, "same")));

        assertThat(artifacts.ofRun(7)).extracting(Artifact::id).containsExactly(1L, 2L);
    }

    @Test
    void aSecondListingRefreshesWhatGitHubMayChangeAndMovesNoState() {
        artifacts.list(List.of(artifact(1, "one")));
        artifacts.move(artifacts.find(1).orElseThrow(), ArtifactState.WANTED);

        artifacts.list(List.of(Artifact.listed(1, 7, "one", "SINGLE", null, null, null, true, "elsewhere.zip")));

        Artifact known = artifacts.find(1).orElseThrow();
        assertThat(known.state()).isEqualTo(ArtifactState.WANTED);
        assertThat(known.expired()).isTrue();
        assertThat(known.digest()).isEqualTo("sha256:abc");
        assertThat(known.expiresAt()).isEqualTo(SOON);
        assertThat(known.file()).isEqualTo("run_7/one.zip");
    }

    @Test
    void theSoonestToExpireIsHandedOutFirst() {
        artifacts.list(List.of(expiring(1, SOON.plusSeconds(9)), expiring(2, SOON), expiring(3, SOON.plusSeconds(5))));

        assertThat(artifacts.inState(ArtifactState.LISTED, Order.SOONEST_TO_EXPIRE, Part.ALL, 10))
                .extracting(Artifact::id)
                .containsExactly(2L, 3L, 1L);
    }

    @Test
    void aMoveThatIsNotInTheDrawingIsRefusedByName() {
        artifacts.list(List.of(artifact(4412, "one")));
        Artifact listed = artifacts.find(4412).orElseThrow();

        assertThatThrownBy(() -> artifacts.move(listed, ArtifactState.PARSED))
                .hasMessage("artifact 4412 of run 7 is not LISTED, or may not go from there to PARSED");
    }

    @Test
    void aMoveFromAStateTheArtifactHasLeftIsRefused() {
        artifacts.list(List.of(artifact(1, "one")));
        Artifact stale = artifacts.find(1).orElseThrow();
        artifacts.move(stale, ArtifactState.WANTED);

        assertThatThrownBy(() -> artifacts.move(stale, ArtifactState.NOT_NEEDED))
                .hasMessageContaining("is not LISTED");
    }

    @Test
    void eachArtifactIsHandedOutOnceAlsoWhileOthersLeaveTheState() {
        artifacts.list(LongStream.rangeClosed(1, 1_700)
                .mapToObj(id -> artifact(id, "a" + id))
                .toList());
        ArtifactsInState work = new ArtifactsInState(artifacts, ArtifactState.LISTED, Order.BY_RUN);

        List<Long> seen = new ArrayList<>();
        while (work.hasNext()) {
            Artifact artifact = work.next();
            seen.add(artifact.id());
            if (artifact.id() % 3 != 0) { // every third stays, as one whose work fails does
                artifacts.move(artifact, ArtifactState.WANTED);
            }
        }

        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_700).boxed().toList());
    }

    @Test
    void anotherPlanLooksAgainAtWhatOneLeftOut() {
        artifacts.list(List.of(artifact(1, "one")));
        artifacts.leaveOut(List.of(artifacts.find(1).orElseThrow()), "auto/1");

        assertThat(artifacts.runsToPlan("auto/1", 0, 10)).isEmpty();
        assertThat(artifacts.runsToPlan("all/1", 0, 10)).containsExactly(7L);
    }

    @Test
    void aLossStaysUntilItIsAcceptedOrSomethingNewIsFoundOfItsRun() {
        artifacts.list(List.of(artifact(1, "one")));
        artifacts.move(artifacts.find(1).orElseThrow(), ArtifactState.WANTED);
        artifacts.expired(artifacts.find(1).orElseThrow(), "github,backup");
        artifacts.move(artifacts.find(1).orElseThrow(), ArtifactState.LOST);
        assertThat(losses.unaccepted()).isEqualTo(1);
        assertThat(artifacts.find(1).orElseThrow().tried()).isEqualTo("github,backup");

        losses.accept();
        assertThat(losses.unaccepted()).isZero();

        losses.reconsider(7);
        assertThat(artifacts.find(1).orElseThrow().state()).isEqualTo(ArtifactState.EXPIRED);
    }

    @Test
    void whatASourceDoesNotStateNeverWipesOutWhatIsKnownOfARun() {
        Run full = new Run(
                7, "O/R", "run-sweep.yml", 2, "push", "main", "abc", false, "completed", "failure", SOON, SOON, true);
        runs.save(full);

        runs.save(Run.numbered(7, null, false));

        assertThat(runs.find(7)).contains(full);
    }

    @Test
    void theArtifactsOfARunAreReadAgainOnlyAfterItHasChanged() {
        Run first = run(1, SOON);
        runs.save(first);
        assertThat(runs.artifactsRead(first)).isFalse();

        runs.noteArtifactsRead(first);

        assertThat(runs.artifactsRead(first)).isTrue();
        assertThat(runs.artifactsRead(run(2, SOON))).isFalse();
        assertThat(runs.artifactsRead(run(1, SOON.plusSeconds(1)))).isFalse();
    }

    @Test
    void readingAnArtifactAgainReplacesWhatItGaveBefore() {
        artifacts.list(List.of(artifact(1, "one")));
        artifacts.downloaded(artifacts.find(1).orElseThrow(), "github");
        results.save(List.of(parsed(2, ArtifactState.PARSED)));
        assertThat(count("result")).isEqualTo(2);

        artifacts.move(artifacts.find(1).orElseThrow(), ArtifactState.DOWNLOADED);
        results.save(List.of(parsed(1, ArtifactState.PARSED)));

        assertThat(count("result")).isEqualTo(1);
        assertThat(results.identitiesInSingles(7)).isEqualTo(Set.of(new UUID(1, 0)));
    }

    @Test
    void aNewerReaderLooksAgainAtWhatAnOlderOneRejected() {
        artifacts.list(List.of(artifact(1, "one")));
        artifacts.downloaded(artifacts.find(1).orElseThrow(), "github");
        results.save(List.of(parsed(0, ArtifactState.REJECTED)));

        assertThat(artifacts.reopenForNewerReader(1, List.of("CHANGELOG"))).isZero();
        assertThat(artifacts.reopenForNewerReader(2, List.of("CHANGELOG"))).isEqualTo(1);
        assertThat(artifacts.find(1).orElseThrow().state()).isEqualTo(ArtifactState.DOWNLOADED);
    }

    private ParsedArtifact parsed(int rows, ArtifactState becomes) {
        List<ResultRow> found = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            found.add(new ResultRow(
                    "agg.json",
                    i,
                    7,
                    new UUID(1, i),
                    Sighting.SINGLE,
                    new UUID(2, i),
                    true,
                    "N4",
                    "h100-cw",
                    1,
                    "gptoss",
                    "h100",
                    "vllm",
                    "fp4",
                    "fixed-seq",
                    1024,
                    1024,
                    8,
                    "cells",
                    "",
                    "",
                    "key",
                    null));
        }
        List<RejectionRow> rejections =
                rows > 0 ? List.of() : List.of(new RejectionRow("agg.json", null, "not_json", "it is not"));
        return new ParsedArtifact(
                artifacts.find(1).orElseThrow(), found, rejections, 3, null, null, becomes, 1, List.of());
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static Run run(int attempt, Instant updated) {
        return new Run(
                7, "O/R", "w.yml", attempt, "push", "main", "abc", false, "completed", "success", SOON, updated, false);
    }

    private static Artifact artifact(long id, String name) {
        return Artifact.listed(id, 7, name, "SINGLE", 100L, "sha256:abc", SOON, false, "run_7/" + name + ".zip");
    }

    private static Artifact expiring(long id, Instant when) {
        return Artifact.listed(id, 7, "a" + id, "SINGLE", 1L, null, when, false, "run_7/a" + id + ".zip");
    }
}
