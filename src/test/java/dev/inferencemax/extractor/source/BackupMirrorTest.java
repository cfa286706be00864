package dev.inferencemax.extractor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.inferencemax.extractor.archive.FolderArchive;
import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.github.AccessRefused;
import dev.inferencemax.extractor.github.InvalidSetting;
import dev.inferencemax.extractor.github.NoAnswer;
import dev.inferencemax.extractor.github.OtherHosts;
import dev.inferencemax.extractor.github.Sleeper;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A mirror, in a folder and in a bucket of a real server. */
class BackupMirrorTest {

    private static final String TOKEN = "ya29.secret";
    private static final long RUN = 18300000001L;
    private static final byte[] BYTES = "PK, more or less".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private final SampleBucket bucket = SampleBucket.start("backup");
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-12-01T12:00:00Z"));
    private FolderArchive archive;
    private BackupMirror mirror;

    private Path inArchive(String file) {
        return archive.folder().orElseThrow().resolve(file);
    }

    @BeforeEach
    void open() {
        archive = new FolderArchive(directory.resolve("raw"));
        mirror = inBucket("gs://backup/upstream");
    }

    @AfterEach
    void close() {
        context.close();
        bucket.close();
        bucket.assertClean();
    }

    /** Time passes when somebody sleeps. */
    private BackupMirror inBucket(String address) {
        if (!context.isActive()) {
            Clock clock = new Clock() {
                @Override
                public Instant instant() {
                    return now.get();
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
            context.registerBean(Clock.class, () -> clock);
            context.registerBean(Sleeper.class, () -> now::set);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("GCS_TOKEN", TOKEN)));
            context.scan("dev.inferencemax.extractor.github");
            context.refresh();
        }
        return over(new MirrorBucket(
                "--backup-dir=" + address,
                BucketAddress.of(address).orElseThrow(),
                bucket.apiUrl(),
                () -> context.getBean(OtherHosts.class)
                        .at("--gcs-api-url", bucket.apiUrl(), "--backup-dir=" + address, "GCS_TOKEN")));
    }

    private BackupMirror over(MirrorStore store) {
        return new BackupMirror(store, archive, run -> Instant.parse("2025-10-07T04:02:00Z"));
    }

    private static String zip(String date, long run, String name, long artifact) {
        return "upstream/" + date + "/run-sweep.yml_" + run + "/artifacts/" + name + "_" + artifact + ".zip";
    }

    private static Artifact artifact(long id, long run) {
        return Artifact.listed(
                id,
                run,
                "a b/c_" + id,
                "SINGLE",
                (long) BYTES.length,
                null,
                null,
                true,
                "run_" + run + "/a~" + id + ".zip");
    }

    private byte[] archived(long id) {
        try {
            return Files.readAllBytes(inArchive("run_" + RUN + "/a~" + id + ".zip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anArtifactComesStraightIntoTheArchiveWhateverItsName() {
        bucket.requireToken(TOKEN).object(zip("2025-10-07", RUN, "größer + 100%?&#_1", 9), BYTES);

        assertThat(mirror.fetch(artifact(9, RUN))).isEqualTo(new FetchOutcome.Fetched());
        assertThat(archived(9)).isEqualTo(BYTES);
    }

    @Test
    void aRunIsLookedForByItsDateAndNothingIsListedTwice() {
        for (int day = 1; day <= 28; day++) {
            bucket.object(zip("2025-10-%02d".formatted(day), RUN + day - 7, "a", 100 + day), BYTES);
        }
        for (int id = 1; id <= 8; id++) {
            bucket.object(zip("2025-10-07", RUN, "b", id), BYTES);
        }

        for (int id = 1; id <= 8; id++) {
            assertThat(mirror.fetch(artifact(id, RUN))).isEqualTo(new FetchOutcome.Fetched());
        }

        assertThat(bucket.listingsAsked())
                .as("the dates, the runs of one date, the zips of one run")
                .isEqualTo(3);
        assertThat(bucket.asked()).hasSize(3 + 8);
    }

    @Test
    void aRunUnderAnotherDateIsFoundAndWhatIsNowhereCostsOneListingADateOnce() {
        bucket.object(zip("2025-10-01", RUN - 5, "a", 1), BYTES)
                .object(zip("2025-10-08", RUN, "a", 2), BYTES)
                .object(zip("2025-11-30", RUN, "a", 3), BYTES)
                .object(zip("latest", RUN + 5, "a", 4), BYTES);

        assertThat(mirror.fetch(artifact(2, RUN))).isEqualTo(new FetchOutcome.Fetched());
        assertThat(bucket.listingsAsked()).isEqualTo(3);
        assertThat(mirror.fetch(artifact(3, RUN))).isEqualTo(new FetchOutcome.Fetched());
        for (long id = 50; id < 60; id++) {
            assertThat(mirror.fetch(artifact(id, RUN))).isEqualTo(new FetchOutcome.NotHere());
        }
        assertThat(bucket.listingsAsked())
                .as("dates, 4 of them, 2 folders of the run")
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void everyPageOfAListingIsRead(int page) {
        bucket.pagesOf(page);
        for (int id = 1; id <= 5; id++) {
            bucket.object(zip("2025-10-0" + id, RUN + id, "a", id), BYTES)
                    .object(zip("2025-10-0" + id, RUN + id, "b", 10 + id), BYTES)
                    .object(zip("2025-10-0" + id, RUN + 10 + id, "c", 20 + id), BYTES);
        }

        List<FoundRun> runs = mirror.runs().toList();

        assertThat(runs).extracting(FoundRun::id).hasSize(10).isSorted();
        assertThat(runs.stream().flatMap(run -> run.artifacts().stream()))
                .extracting(FoundRun.FoundArtifact::id)
                .hasSize(15)
                .doesNotHaveDuplicates();
    }

    @Test
    void aBucketAndAFolderOfTheSameFilesHoldTheSame() throws IOException {
        for (String file : List.of(
                zip("2025-10-07", RUN, "a_b", 9),
                zip("2025-10-08", RUN, "a_b", 10),
                zip("2025-10-08", RUN + 1, "c", 11),
                "upstream/2025-10-08/notes.txt",
                "upstream/2025-10-08/run-sweep.yml_7/artifacts/a.json",
                "upstream/2025-10-08/run-sweep.yml_8/run.json",
                "upstream/README")) {
            bucket.object(file, BYTES);
            Files.createDirectories(directory.resolve(file).getParent());
            Files.write(directory.resolve(file), BYTES);
        }
        BackupMirror folder = over(new MirrorFolder(directory.resolve("upstream")));

        assertThat(mirror.runs().map(BackupMirrorTest::described))
                .containsExactlyElementsOf(
                        folder.runs().map(BackupMirrorTest::described).toList())
                .hasSize(2);
        assertThat(folder.fetch(artifact(10, RUN))).isEqualTo(new FetchOutcome.Fetched());
    }

    private static String described(FoundRun run) {
        return run.id() + " " + run.workflow() + " "
                + run.artifacts().stream()
                        .map(found -> found.id() + found.name())
                        .toList();
    }

    @Test
    void theRunsAreReadOneAfterTheOther() {
        bucket.object(zip("2025-10-07", RUN, "a", 1), BYTES).object(zip("2025-10-07", RUN + 1, "a", 2), BYTES);

        assertThat(mirror.runs().iterator().next().id()).isEqualTo(RUN);
        assertThat(bucket.asked()).as("dates, runs, zips of the first").hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void bytesThatAreBentOnTheirWayComeAgainAndThoseThatAlwaysAreAreOfNoUse(boolean always) {
        bucket.object(zip("2025-10-07", RUN, "a", 9), BYTES).withoutMd5();
        if (always) {
            bucket.onObject().always(Fault.corrupt());
        } else {
            bucket.onObject().answers(Fault.corrupt(), Fault.truncated(), Fault.reset(), Fault.serverError(503));
        }

        FetchOutcome outcome = mirror.fetch(artifact(9, RUN));

        if (always) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            FetchOutcome.Mismatch.class,
                            mismatch -> assertThat(mismatch.detail()).contains("crc32c"));
            assertThat(archive.holds("run_" + RUN + "/a~9.zip", null, null)).isFalse();
        } else {
            assertThat(outcome).isEqualTo(new FetchOutcome.Fetched());
            assertThat(archived(9)).isEqualTo(BYTES);
        }
    }

    @Test
    void whatTheBucketStatesIsNotEnoughWhereGitHubStatedOtherwise() {
        bucket.object(zip("2025-10-07", RUN, "a", 9), "other".getBytes(UTF_8));

        assertThat(mirror.fetch(artifact(9, RUN))).isInstanceOf(FetchOutcome.Mismatch.class);
        assertThat(bucket.asked()).hasSize(4);
    }

    @Test
    void aRedirectToAnotherHostIsFollowedWithoutTheToken() {
        String object = zip("2025-10-07", RUN, "a", 9);
        bucket.requireToken(TOKEN).object(object, BYTES);
        bucket.onObject().answers(Fault.redirect(302, bucket.elsewhere(object)));

        assertThat(mirror.fetch(artifact(9, RUN))).isEqualTo(new FetchOutcome.Fetched());
    }

    @Test
    void aListingThatRunsInCirclesEndsForNow() {
        bucket.pagesOf(1).object(zip("2025-10-07", RUN, "a", 9), BYTES).object(zip("2025-10-08", RUN, "a", 9), BYTES);
        bucket.onListing()
                .always(Fault.body(body ->
                        "{\"prefixes\":[\"upstream/2025-10-07/\"],\"nextPageToken\":\"YWdhaW4=\"}".getBytes(UTF_8)));

        assertThatExceptionOfType(NoAnswer.class)
                .isThrownBy(() -> mirror.fetch(artifact(9, RUN)))
                .withMessageContaining("circles");
        assertThat(bucket.asked()).hasSizeLessThan(4);
    }

    @Test
    void brokenPagesAreAskedForAgain() {
        bucket.object(zip("2025-10-07", RUN, "a", 9), BYTES);
        bucket.onListing().answers(Fault.brokenJson(), Fault.html(), Fault.tooManyRequests(Duration.ofSeconds(3)));

        assertThat(mirror.fetch(artifact(9, RUN))).isEqualTo(new FetchOutcome.Fetched());
    }

    @Test
    void whenNothingIsAnsweredAnyMoreNobodyWaitsForIt() {
        bucket.object(zip("2025-10-07", RUN, "a", 9), BYTES);
        bucket.onListing().always(Fault.serverError(503));

        for (int attempt = 0; attempt < 50; attempt++) {
            assertThatExceptionOfType(NoAnswer.class).isThrownBy(() -> mirror.fetch(artifact(9, RUN)));
        }

        assertThat(bucket.asked()).hasSize(3 * 8);
    }

    @Test
    void anObjectThatVanishedIsLookedForLater() {
        bucket.object(zip("2025-10-07", RUN, "a", 9), BYTES);
        bucket.onObject().always(Fault.refused(404, "No such object"));

        assertThatExceptionOfType(NoAnswer.class).isThrownBy(() -> mirror.fetch(artifact(9, RUN)));
    }

    @ParameterizedTest
    @CsvSource({"gs://nothing, no such bucket", "gs://backup/nowhere, nothing lies there"})
    void whereNothingIsIsSaidBeforeAnyWork(String address, String what) {
        bucket.object(zip("2025-10-07", RUN, "a", 9), BYTES);

        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> inBucket(address).requireThere())
                .withMessageContaining("--backup-dir=" + address)
                .withMessageContaining(what);
        mirror.requireThere();
        inBucket("gs://backup").requireThere();
    }

    @Test
    void whoMayNotReadIsToldSoBeforeAnyWork() {
        bucket.requireToken("another");

        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(mirror::requireThere)
                .withMessageContaining("GCS_TOKEN")
                .withMessageContaining("gs://backup/upstream");
    }

    @Test
    void whatIsInTheArchiveAlreadyIsKnownByItsChecksum() {
        bucket.object(zip("2025-10-07", RUN, "a", 9), BYTES);
        FoundRun.Elsewhere found = (FoundRun.Elsewhere)
                mirror.runs().toList().get(0).artifacts().get(0).packing();

        assertThat(found.zip().isThere(inArchive("run_1/a.zip"))).isFalse();
        try (Incoming incoming = archive.begin("run_1/a.zip")) {
            assertThat(found.zip().copyTo(incoming, null, null)).isInstanceOf(Stored.Kept.class);
        }
        assertThat(found.zip().isThere(inArchive("run_1/a.zip"))).isTrue();
    }
}
