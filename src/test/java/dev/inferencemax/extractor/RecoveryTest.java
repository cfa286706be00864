package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleGit;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleResult;
import dev.inferencemax.extractor.sample.SampleWorkflowRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A third of the artifacts expires before anybody downloads them. */
class RecoveryTest {

    private static final long SINGLES = 18300000001L;
    private static final long WITH_AGGREGATE = 18300000002L;
    private static final String RECOVER = "--spring.batch.job.name=recover";

    @TempDir
    private Path directory;

    private final List<SampleResult> results = IntStream.rangeClosed(1, 12)
            .mapToObj(number -> aResult().conc(number).seed(number))
            .toList();
    private final List<SampleArtifact> singles =
            results.stream().map(SampleResult::artifact).toList();
    private final List<SampleArtifact> repeated = IntStream.rangeClosed(21, 26)
            .mapToObj(number -> aResult().conc(number).seed(number).artifact())
            .toList();

    private SampleGitHub github() {
        SampleGitHub github = SampleGitHub.start();
        run(github, SINGLES, "2025-10-07T04:02:00Z").has(singles.toArray(SampleArtifact[]::new));
        run(github, WITH_AGGREGATE, "2025-10-07T05:02:00Z")
                .has(repeated.toArray(SampleArtifact[]::new))
                .has(anArtifact("results_gptoss_1k1k")
                        .withAll(IntStream.rangeClosed(21, 26)
                                .mapToObj(number -> aResult().conc(number).seed(number))
                                .toList()));
        return github;
    }

    private static SampleWorkflowRun run(SampleGitHub github, long id, String created) {
        return github.repository().run(id).created(created).workflow("full-sweep-1k1k-scheduler.yml");
    }

    /** Every third of the singles, wherever else its row may be. */
    private List<SampleArtifact> expire() {
        for (int place = 2; place < repeated.size(); place += 3) {
            repeated.get(place).expired();
        }
        List<SampleArtifact> gone = new ArrayList<>();
        for (int place = 2; place < singles.size(); place += 3) {
            gone.add(singles.get(place).expired());
        }
        return gone;
    }

    @Test
    void exactlyWhatSurvivesNowhereIsLostUntilItIsAccepted() {
        try (SampleGitHub github = github()) {
            List<SampleArtifact> gone = expire();
            Workplace work = new Workplace(directory.resolve("work"));

            int first = work.runHere(Workplace.backfill(github));
            int accepting = work.runHere(Workplace.backfill(github, "--accept-losses"));
            int after = work.runHere(Workplace.backfill(github));

            assertThat(List.of(first, accepting, after)).containsExactly(3, 0, 0);
            assertThat(lost(work)).isEqualTo(ids(gone));
            assertThat(work.rows("history.csv")).hasSize(18 - 4);
            assertThat(work.path("out/losses.md"))
                    .content()
                    .contains(
                            "Results of 1 runs are gone",
                            "4 result artifacts",
                            "[18300000001](https://github.com/InferenceMAX/InferenceMAX/actions/runs/18300000001)",
                            "`full-sweep-1k1k-scheduler.yml`",
                            "2025-10-07");
        }
    }

    @Test
    void whatWasLostIsRecoveredFromWhereverItSurvives() {
        try (SampleGitHub github = github()) {
            Workplace never = new Workplace(directory.resolve("nothing-expired"));
            assertThat(never.runHere(Workplace.backfill(github))).isZero();
            List<SampleArtifact> gone = expire();
            Workplace work = new Workplace(directory.resolve("work"));
            assertThat(work.runHere(Workplace.backfill(github))).isEqualTo(3);

            int fromBackup = recover(work, github, "--backup-dir=" + backup(gone.get(0), gone.get(1)));
            assertThat(fromBackup).isEqualTo(3);
            assertThat(lost(work)).isEqualTo(ids(gone.subList(2, 4)));

            int fromHistory = recover(work, github, "--git-history=" + history(8));
            assertThat(fromHistory).isEqualTo(3);
            assertThat(lost(work)).isEqualTo(ids(gone.subList(3, 4)));
            assertThat(work.rows("losses.csv").get(0)).containsEntry("tried", "github,backup,git-history");

            int fromArchive = recover(work, github, "--archive=" + folders(11));
            assertThat(fromArchive).isZero();
            assertThat(lost(work)).isEmpty();
            assertThat(work.path("out/losses.md")).doesNotExist();

            assertThat(sources(work))
                    .containsEntry("backup", 2L)
                    .containsEntry("git-history", 1L)
                    .containsEntry("archive", 1L);
            assertThat(measured(work)).isEqualTo(measured(never));
        }
    }

    @Test
    void aBackfillThatIsGivenTheSourcesLosesNothing() {
        try (SampleGitHub github = github()) {
            List<SampleArtifact> gone = expire();
            Workplace work = new Workplace(directory.resolve("work"));

            int ended = work.runHere(Workplace.backfill(
                    github,
                    "--backup-dir=" + backup(gone.get(0), gone.get(1)),
                    "--git-history=" + history(8) + "," + history(11)));

            assertThat(ended).isZero();
            assertThat(work.rows("history.csv")).hasSize(18);
            assertThat(sources(work)).containsEntry("backup", 2L).containsEntry("git-history", 2L);
            assertThat(work.runHere(Workplace.backfill(github))).isZero();
        }
    }

    @Test
    void aLaterBackfillAsksASourceThatWasNotThereBefore() {
        try (SampleGitHub github = github()) {
            expire();
            Workplace work = new Workplace(directory.resolve("work"));
            assertThat(work.runHere(Workplace.backfill(github))).isEqualTo(3);

            int ended = work.runHere(Workplace.backfill(github, "--git-history=" + history(2)));

            assertThat(ended).isEqualTo(3);
            assertThat(lost(work)).hasSize(3);
        }
    }

    @Test
    void aRecoveryKilledMidwayEndsTheSame() {
        try (SampleGitHub github = github()) {
            expire();
            Workplace work = new Workplace(directory.resolve("work"));
            assertThat(work.runHere(Workplace.backfill(github))).isEqualTo(3);
            String[] command = {RECOVER, "--api-url=" + github.apiUrl(), "--git-history=" + history(2, 5, 8)};

            assertThat(PauseAt.killedBefore("update artifact", 2, "recoverArtifacts", work, command)
                            .exitCode())
                    .isEqualTo(137);
            int again = work.runHere(command);

            assertThat(again).isEqualTo(3);
            assertThat(lost(work)).isEqualTo(ids(singles.subList(11, 12)));
            assertThat(work.rows("history.csv")).hasSize(17);
        }
    }

    private static int recover(Workplace work, SampleGitHub github, String source) {
        return work.runHere(RECOVER, "--api-url=" + github.apiUrl(), source);
    }

    /** Upstream's own layout. */
    private Path backup(SampleArtifact... artifacts) {
        Path root = directory.resolve("backup");
        Path folder = root.resolve("2025-10-07/full-sweep-1k1k-scheduler.yml_" + SINGLES + "/artifacts");
        for (SampleArtifact artifact : artifacts) {
            write(folder.resolve("%s_%d.zip".formatted(artifact.name(), artifact.id())), artifact.bytes());
        }
        return root;
    }

    private Path history(int... places) {
        Path folder = directory.resolve("git" + IntStream.of(places).sum());
        try (SampleGit git = SampleGit.at(folder)) {
            for (int place : places) {
                SampleResult result = results.get(place);
                String name = result.artifactName();
                git.commit(
                        "2025-10-08T00:00:00Z",
                        "docs/data/%d-%s__%s".formatted(SINGLES, name, result.fileName(name)),
                        result.json());
            }
        }
        return folder;
    }

    private Path folders(int place) {
        Path root = directory.resolve("archive");
        SampleResult result = results.get(place);
        String name = result.artifactName();
        write(
                root.resolve("run_" + SINGLES).resolve(name).resolve(result.fileName(name)),
                result.json().getBytes(UTF_8));
        return root;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids(List<SampleArtifact> artifacts) {
        return artifacts.stream().map(artifact -> String.valueOf(artifact.id())).toList();
    }

    private static List<String> lost(Workplace work) {
        return work.rows("losses.csv").stream()
                .map(row -> row.get("artifact_id"))
                .toList();
    }

    private static Map<String, Long> sources(Workplace work) {
        return work.rows("history.csv").stream()
                .collect(Collectors.groupingBy(row -> row.get("source"), Collectors.counting()));
    }

    /** Everything but where it came from. */
    private static List<Map<String, String>> measured(Workplace work) {
        List<Map<String, String>> rows = work.rows("history.csv");
        Stream.of(
                        "source",
                        "artifact_id",
                        "artifact_name",
                        "artifact_file",
                        "record_index",
                        "runner",
                        "runner_index",
                        "format")
                .forEach(column -> rows.forEach(row -> row.remove(column)));
        return rows.stream()
                .sorted(Comparator.comparing(row -> row.get("run_id") + row.get("mean_ttft")))
                .toList();
    }
}
