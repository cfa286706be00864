package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleBucket;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub has no more, from a mirror: a folder, or a bucket behind a real server. */
class BackupTest {

    private static final String GCS_TOKEN = "another.Token.That.Nobody.Reads";
    private static final long RUN = 18300000001L;
    private static final int ARTIFACTS = 12;

    private final SampleGitHub github = SampleGitHub.start();
    private final SampleBucket bucket = SampleBucket.start("upstream");
    private final List<SampleArtifact> artifacts = new ArrayList<>();

    @TempDir
    private Path directory;

    private Workplace work;

    @BeforeEach
    void open() {
        work = new Workplace(directory.resolve("work"));
        bucket.requireToken(GCS_TOKEN);
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            SampleArtifact artifact = aResult().conc(conc).artifact();
            artifacts.add(artifact);
            github.repository()
                    .run(RUN + conc / 4)
                    .created("2025-10-07T04:02:00Z")
                    .has(artifact);
        }
    }

    @AfterEach
    void close() {
        github.close();
        bucket.close();
        github.assertClean();
        bucket.assertClean();
    }

    /** A download made while GitHub still had all, laid out as upstream's backup. */
    private Path mirror() {
        Workplace before = new Workplace(directory.resolve("before"));
        assertThat(before.here(Workplace.backfill(github)).exitCode()).isZero();
        Path mirror = directory.resolve("mirror");
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            SampleArtifact artifact = artifacts.get(conc - 1);
            Path from = before.path("raw/run_" + (RUN + conc / 4) + "/" + artifact.name() + ".zip");
            Path to = mirror.resolve("2025-10-07/run-sweep.yml_" + (RUN + conc / 4) + "/artifacts/" + artifact.name()
                    + "_" + artifact.id() + ".zip");
            try {
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return mirror;
    }

    private Ended run(Workplace place, String... arguments) {
        System.setProperty("GCS_TOKEN", GCS_TOKEN);
        try {
            Ended ended = place.here(arguments);
            assertThat(ended.said()).doesNotContain(GCS_TOKEN, Workplace.TOKEN, "\tat ");
            return ended;
        } finally {
            System.clearProperty("GCS_TOKEN");
        }
    }

    private String[] backfill(String... more) {
        List<String> all = new ArrayList<>(List.of(Workplace.backfill(github, more)));
        all.add("--gcs-api-url=" + bucket.apiUrl());
        return all.toArray(String[]::new);
    }

    private String[] importing(String backupDir) {
        return new String[] {
            "--spring.batch.job.name=import", "--backup-dir=" + backupDir, "--gcs-api-url=" + bucket.apiUrl()
        };
    }

    @Test
    void whatHasExpiredIsTakenFromTheBucketWhateverItsMoods() {
        bucket.copyOf(mirror(), "nightly/").pagesOf(2);
        artifacts.subList(0, 8).forEach(SampleArtifact::expired);
        bucket.onListing().answers(Fault.tooManyRequests(Duration.ofSeconds(1)), Fault.serverError(503));
        bucket.onObject().answers(Fault.reset(), Fault.truncated(), Fault.corrupt(), Fault.serverError(500));

        Ended ended = run(work, backfill("--backup-dir=gs://upstream/nightly"));

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(work.rows("losses.csv")).isEmpty();
        assertThat(work.rows("rejected.csv")).isEmpty();
        assertThat(work.rows("history.csv"))
                .hasSize(ARTIFACTS)
                .filteredOn(row -> row.get("source").equals("backup"))
                .hasSize(8);
    }

    @Test
    void whatIsInNoSourceIsLostAndBothAreNamed() {
        bucket.copyOf(mirror(), "");
        artifacts.get(0).expired();
        github.repository().run(RUN + 9).has(aResult().conc(99).artifact().expired());

        Ended ended = run(work, backfill("--backup-dir=gs://upstream"));

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(3);
        assertThat(work.rows("losses.csv")).singleElement().satisfies(row -> {
            assertThat(row.get("run_id")).isEqualTo(String.valueOf(RUN + 9));
            assertThat(row.get("tried")).isEqualTo("github,backup");
        });
    }

    @Test
    void aBucketAndAFolderGiveTheSameBytes() {
        Path mirror = mirror();
        bucket.copyOf(mirror, "a/b/");
        Workplace ofFolder = new Workplace(directory.resolve("of-folder"));

        Ended folder = run(ofFolder, "--spring.batch.job.name=import", "--backup-dir=" + mirror);
        Ended streamed = run(work, importing("gs://upstream/a/b/"));
        int asked = bucket.asked().size();
        Ended again = run(work, importing("gs://upstream/a/b/"));

        assertThat(folder.exitCode()).as(folder.said()).isZero();
        assertThat(streamed.exitCode()).as(streamed.said()).isZero();
        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(work.tables()).isEqualTo(ofFolder.tables());
        assertThat(work.rows("history.csv"))
                .hasSize(ARTIFACTS)
                .allSatisfy(row ->
                        assertThat(row).containsEntry("source", "backup").containsEntry("workflow", "run-sweep.yml"));
        assertThat(bucket.asked().subList(asked, bucket.asked().size()))
                .as("what is there does not come again")
                .noneMatch(target -> target.contains("alt=media"));
    }

    @Test
    void bytesThatTheBucketItselfDisownsAreRejectedAndAllElseIsRead() {
        bucket.copyOf(mirror(), "");
        String bent = artifacts.get(0).name();
        bucket.onObject().whenMatching(target -> target.contains(bent)).always(Fault.corrupt());

        Ended ended = run(work, importing("gs://upstream"));

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(work.rows("history.csv")).hasSize(ARTIFACTS - 1);
        assertThat(work.rows("rejected.csv")).singleElement().satisfies(row -> {
            assertThat(row.get("reason")).isEqualTo("digest_mismatch");
            assertThat(row.get("artifact_name")).isEqualTo(bent);
        });
    }

    @Test
    void whatTheBucketDoesNotGiveThisTimeIsForLaterAndTheSameCommandFinishes() {
        bucket.copyOf(mirror(), "");
        bucket.onObject().times(3, Fault.none()).always(Fault.refused(404, "No such object"));

        Ended stopped = run(work, importing("gs://upstream"));
        bucket.onObject().whenMatching(target -> false);
        Ended finished = run(work, importing("gs://upstream"));

        assertThat(stopped.exitCode()).as(stopped.said()).isEqualTo(75);
        assertThat(stopped.err()).contains("gs://upstream").contains("same command");
        assertThat(finished.exitCode()).as(finished.said()).isZero();
        assertThat(work.rows("history.csv")).hasSize(ARTIFACTS);
    }

    @Test
    void whereNobodyIsLetInItSaysWhatToSetBeforeAnyWork() {
        bucket.object("a/b.zip", "x".getBytes(UTF_8));

        Ended anonymous = work.here(backfill("--backup-dir=gs://upstream"));
        Ended missing = run(work, backfill("--backup-dir=gs://no-such-bucket"));
        Ended empty = run(work, importing("gs://upstream/nothing"));
        Ended other = run(work, importing("gs://upstream/a"));

        assertThat(List.of(anonymous.exitCode(), missing.exitCode(), empty.exitCode(), other.exitCode()))
                .as(anonymous.said() + missing.said() + empty.said() + other.said())
                .containsExactly(2, 2, 2, 2);
        assertThat(anonymous.err())
                .contains("--backup-dir=gs://upstream")
                .contains("GCS_TOKEN")
                .hasLineCount(1);
        assertThat(missing.err())
                .contains("--backup-dir=gs://no-such-bucket")
                .contains("no such bucket")
                .hasLineCount(1);
        assertThat(empty.err())
                .contains("--backup-dir=gs://upstream/nothing")
                .contains("nothing lies there")
                .hasLineCount(1);
        assertThat(other.err())
                .contains("nothing to import in gs://upstream/a")
                .contains("WORKFLOW_RUNID")
                .hasLineCount(1);
        assertThat(github.requests().api()).isZero();
    }
}
