package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.dataset.DatasetExport;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGit;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import dev.inferencemax.extractor.sample.SampleStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Raw archive and dataset in a bucket: the same files as in folders, whatever happens on the way. */
class InABucketTest {

    private static final String BUCKET = "benchmarks";
    private static final int ARTIFACTS = 60;
    private static final String REBUILD = "--spring.batch.job.name=rebuild";

    @TempDir
    private static Path directory;

    private static SampleStore store;
    /** Serves the believable history. */
    private static SampleGitHub github;

    /** Serves a few artifacts, for what does not depend on what they hold. */
    private static SampleGitHub few;

    /** Where the same was done in folders, and what came of it there. */
    private static Workplace folders;

    private static SortedMap<String, String> wanted;

    private static SortedMap<String, String> wantedOfFew;

    /** What a backfill asked of the store. */
    private static List<String> asked;

    private static Ended backfilled;

    @BeforeAll
    static void backfillBothWays() {
        github = SampleGitHub.start();
        SampleHistory.believable(github);
        store = SampleStore.start();
        store.make(BUCKET);
        store.properties().forEach(System::setProperty);
        folders = new Workplace(directory.resolve("folders"));
        assertThat(folders.runHere(Workplace.backfill(github))).isEqualTo(3);
        wanted = folders.tables();
        backfilled = new Workplace(directory.resolve("first")).here(in("first", Workplace.backfill(github)));
        asked = store.asked();

        few = SampleGitHub.start();
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            few.repository()
                    .run(18984029536L + conc % 3)
                    .has(aResult().conc(conc).artifact());
        }
        Workplace ofFew = new Workplace(directory.resolve("few"));
        assertThat(ofFew.runHere(Workplace.backfill(few))).isZero();
        wantedOfFew = ofFew.tables();
    }

    @AfterAll
    static void end() {
        store.properties().keySet().forEach(System::clearProperty);
        store.close();
        few.close();
        github.close();
    }

    @AfterEach
    void bothBehave() {
        store.behaves();
        few.behaves();
        few.requests().reset();
        store.asked();
    }

    /** Of the few, from a state and into a prefix of that name. */
    private static Ended backfill(String name) {
        return new Workplace(directory.resolve(name)).here(in(name, Workplace.backfill(few)));
    }

    private static String[] in(String name, String... command) {
        return Stream.concat(
                        Stream.of(command),
                        Stream.of(
                                "--raw-dir=s3://" + BUCKET + "/" + name + "/raw",
                                "--output-dir=s3://" + BUCKET + "/" + name + "/out"))
                .toArray(String[]::new);
    }

    @Test
    void theDatasetHasTheSameBytesAsInAFolder() {
        assertThat(backfilled.exitCode()).as(backfilled.said()).isEqualTo(3);
        assertThat(backfilled.said()).as("of the SDK").doesNotContain("amazon");
        assertThat(tables("first")).isEqualTo(wanted);
        assertThat(published("first").get("report.html")).isEqualTo(bytes(folders.path("out/report.html")));
        assertThat(backfilled.out())
                .contains("s3://" + BUCKET + "/first/out/"
                        + latest("first").path("prefix").asString().replaceFirst("/$", "") + "/{history.csv, ");
    }

    @Test
    void theArchiveHoldsTheSameFilesUnderTheSameNames() {
        Map<String, byte[]> archived = store.below(BUCKET, "first/raw/");
        archived.remove(".writable");
        Map<String, byte[]> onDisk = new TreeMap<>();
        folders.files("raw", "")
                .forEach(file -> onDisk.put(folders.path("raw").relativize(file).toString(), bytes(file)));

        assertThat(archived.keySet()).isEqualTo(onDisk.keySet());
        archived.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(onDisk.get(name)));
    }

    @Test
    void theListOfFilesComesLastAndIsTrue() {
        JsonNode latest = latest("first");
        List<String> puts = asked.stream()
                .filter(request -> request.startsWith("PUT /" + BUCKET + "/first/out/"))
                .toList();

        assertThat(puts.get(puts.size() - 1)).isEqualTo("PUT /" + BUCKET + "/first/out/latest.json");
        assertThat(latest.propertyNames())
                .containsExactly("schema_version", "content", "published_at", "prefix", "files")
                .allSatisfy(name ->
                        assertThat(Files.readString(Path.of("README.md"))).contains("`" + name + "`"));
        assertThat(latest.path("schema_version").asString()).isEqualTo(DatasetExport.SCHEMA_VERSION);
        assertThat(asked)
                .as("as few rights as the README grants")
                .allMatch(request -> request.matches("(GET|HEAD|PUT) .*"));
        assertThat(latest.path("prefix").asString()).matches("versions/\\d{8}T\\d{6}Z-[0-9a-f]{16}/");
        assertThat(published("first").keySet())
                .contains("history.csv", "history.parquet", "summary.json", "report.html", "datapackage.json");
        assertThat(store.keys(BUCKET, "first/out/versions/"))
                .hasSize(latest.path("files").size());
        assertThat(directory.resolve("first/state/extractor.out")).doesNotExist();
    }

    @Test
    void theSameCommandAgainDownloadsNothingAndPublishesNothing() {
        byte[] latest = store.object(BUCKET, "first/out/latest.json").orElseThrow();
        List<String> files = store.keys(BUCKET, "first/");
        github.requests().reset();

        Ended again = new Workplace(directory.resolve("first")).here(in("first", Workplace.backfill(github)));

        assertThat(again.exitCode()).as(again.said()).isEqualTo(3);
        assertThat(github.requests().of(Endpoint.ZIP)).isZero();
        assertThat(store.object(BUCKET, "first/out/latest.json")).hasValue(latest);
        assertThat(store.keys(BUCKET, "first/")).isEqualTo(files);
        assertThat(store.asked())
                .filteredOn(request -> request.startsWith("PUT"))
                .allMatch(request -> request.endsWith("/.writable"));
    }

    @Test
    void aStateThatIsGoneIsRebuiltFromTheBucketAlone() {
        Workplace onDisk = new Workplace(directory.resolve("rebuilt-on-disk"));
        assertThat(onDisk.runHere(REBUILD, "--raw-dir=" + folders.path("raw"))).isEqualTo(3);
        Workplace work = new Workplace(directory.resolve("rebuilt"));

        Ended rebuilt = work.here(REBUILD, "--raw-dir=s3://" + BUCKET + "/first/raw");

        assertThat(rebuilt.exitCode()).as(rebuilt.said()).isEqualTo(3);
        assertThat(work.tables()).isEqualTo(onDisk.tables());
    }

    /** Such artifacts have no run, or no id of GitHub's, and a date that only the comment of their zip tells. */
    @Test
    void whatAHistoryGaveIsRebuiltFromTheBucketAlone() {
        Path history = directory.resolve("history");
        try (SampleGit commits = SampleGit.at(history)) {
            commits.commit(
                            "2025-10-08T00:00:00Z",
                            "docs/data/run_18300000001/agg_gptoss_1k1k.json",
                            "[" + aResult().conc(8).json() + "]")
                    .commit(
                            "2025-11-02T00:00:00Z",
                            "agg_bmk.json",
                            "[" + aResult().conc(64).json() + "]")
                    .commit(
                            "2025-11-03T00:00:00Z",
                            "agg_bmk.json",
                            "[" + aResult().conc(128).json() + "]");
        }
        String raw = "--raw-dir=s3://" + BUCKET + "/history/raw";
        String read = "--git-history=" + history;
        Workplace onDisk = new Workplace(directory.resolve("history-on-disk"));
        Workplace work = new Workplace(directory.resolve("history-in-a-bucket"));
        Workplace later = new Workplace(directory.resolve("history-rebuilt"));

        assertThat(onDisk.runHere("--spring.batch.job.name=import", read)).isZero();
        assertThat(work.runHere("--spring.batch.job.name=import", read, raw)).isZero();
        assertThat(later.runHere(REBUILD, raw)).isZero();

        assertThat(work.tables()).isEqualTo(onDisk.tables());
        assertThat(withoutSource(later)).hasSize(3).isEqualTo(withoutSource(onDisk));
    }

    private static List<Map<String, String>> withoutSource(Workplace work) {
        List<Map<String, String>> rows = work.rows("history.csv");
        rows.forEach(row -> row.remove("source"));
        return rows;
    }

    @Test
    void onlyWhatRottedIsAskedOfGitHubAgainAndOnlyWhatIsMissingPublishedAnew() {
        assertThat(backfill("rotten").exitCode()).isZero();
        String zip = store.keys(BUCKET, "rotten/raw/run_").stream()
                .filter(key -> key.endsWith(".zip"))
                .findFirst()
                .orElseThrow();
        byte[] right = store.object(BUCKET, zip).orElseThrow();
        byte[] bent = right.clone();
        bent[bent.length / 2] ^= 1;
        store.put(BUCKET, zip, bent);
        String version = latest("rotten").path("prefix").asString();
        store.delete(BUCKET, "rotten/out/" + version + "losses.csv");
        few.requests().reset();

        Ended ended =
                new Workplace(directory.resolve("rotten-without-state")).here(in("rotten", Workplace.backfill(few)));

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(few.requests().of(Endpoint.ZIP)).isOne();
        assertThat(store.object(BUCKET, zip)).hasValue(right);
        assertThat(tables("rotten")).isEqualTo(wantedOfFew);
    }

    @Test
    void killedInTheMidstOfDownloadingTheSameCommandGoesOn() {
        CompletableFuture<ExtractorProcess> started = new CompletableFuture<>();
        CompletableFuture<Ended> killed = new CompletableFuture<>();
        few.on(Endpoint.ZIP)
                .times(ARTIFACTS * 2 / 3, Fault.none())
                .then(Fault.meanwhile(() -> killed.complete(started.join().kill())));
        Map<String, String> environment = new HashMap<>(store.environment());
        environment.put("GITHUB_TOKEN", Workplace.TOKEN);
        Workplace work = new Workplace(directory.resolve("killed"));
        try (ExtractorProcess process = work.startWith(environment, in("killed", Workplace.backfill(few)))) {
            started.complete(process);
            process.ended();
            assertThat(killed).succeedsWithin(Duration.ofSeconds(20));
        }
        List<String> kept = store.keys(BUCKET, "killed/raw/run_").stream()
                .filter(key -> key.endsWith(".zip"))
                .map(key -> "PUT /" + BUCKET + "/" + key)
                .toList();
        assertThat(kept).hasSizeBetween(ARTIFACTS / 3, ARTIFACTS - 1);
        assertThat(store.keys(BUCKET, "killed/out/")).containsExactly("killed/out/.writable");
        few.behaves();
        store.asked();

        Ended again = backfill("killed");

        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(tables("killed")).isEqualTo(wantedOfFew);
        assertThat(store.asked())
                .as("what was complete is not downloaded again")
                .doesNotContainAnyElementsOf(kept);
    }

    @Test
    void aStoreThatFailsInTheMidstOfItEndsTheRunAndTheSameCommandGoesOn() {
        store.answersWith(500, "InternalError", request -> request.matches("PUT .*conc7_.*zip"));

        Ended failed = backfill("failing");

        assertThat(failed.exitCode()).as(failed.said()).isEqualTo(1);
        assertThat(failed.err())
                .contains("--raw-dir=s3://benchmarks/failing/raw: the store answers with a fault again and again ("
                        + store.endpoint() + ": 500 InternalError). Run the same command again later.");
        assertThat(store.keys(BUCKET, "failing/out/")).containsExactly("failing/out/.writable");
        store.behaves();

        Ended again = backfill("failing");

        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(tables("failing")).isEqualTo(wantedOfFew);
    }

    /** Versions follow each other while somebody reads as one should: the list first, then what it lists. */
    @Test
    void whoeverReadsTheListFirstNeverMissesAFile() {
        backfill("read");
        AtomicBoolean publishing = new AtomicBoolean(true);
        CompletableFuture<List<String>> reader = CompletableFuture.supplyAsync(() -> {
            List<String> missing = new ArrayList<>();
            int read = 0;
            while (publishing.get() || read == 0) {
                read++;
                JsonNode latest = latest("read");
                for (JsonNode file : latest.path("files")) {
                    String key = "read/out/" + latest.path("prefix").asString()
                            + file.path("path").asString();
                    if (!store.object(BUCKET, key)
                            .map(InABucketTest::sha256)
                            .orElse("")
                            .equals(file.path("sha256").asString())) {
                        missing.add(key);
                    }
                }
            }
            return missing;
        });

        Ended ended = new Workplace(directory.resolve("read")).here(in("read", REBUILD, "--model=dsr1"));
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        publishing.set(false);

        assertThat(reader)
                .succeedsWithin(Duration.ofSeconds(20))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .isEmpty();
        assertThat(store.keys(BUCKET, "read/out/versions/").stream()
                        .map(key -> key.split("/", -1)[3])
                        .distinct())
                .as("old versions stay")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | AccessDenied          | access is denied                  | Grant s3:ListBucket on the bucket, s3:GetObject and s3:PutObject
            403 | InvalidAccessKeyId    | the credentials are not accepted  | Correct or renew them
            404 | NoSuchBucket          | there is no such bucket           | Create it, or give one that exists.
            301 | PermanentRedirect     | the bucket lies in another region | Set AWS_REGION
            """)
    void aBucketThatCannotBeUsedIsFoundBeforeAnyWork(int status, String code, String what, String remedy) {
        store.answersWith(status, code, request -> true);

        Ended ended = backfill("refused");

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
        assertThat(ended.err())
                .contains("--raw-dir=s3://benchmarks/refused/raw: " + what + " (" + store.endpoint() + ": " + status
                        + " " + code + ")")
                .contains(remedy)
                .doesNotContain(SampleStore.ACCESS_KEY, SampleStore.SECRET_KEY);
        assertThat(few.requests().api()).isZero();
    }

    @Test
    void aBucketThatIsNotThereIsFoundBeforeAnyWorkAndByADryRun() {
        Workplace work = new Workplace(directory.resolve("nowhere"));
        String[] nowhere = Workplace.backfill(few, "--raw-dir=s3://no-such-bucket/raw");

        Ended ended = work.here(nowhere);
        Ended dry = work.here(
                Stream.concat(Stream.of(nowhere), Stream.of("--dry-run")).toArray(String[]::new));
        Ended out = work.here(REBUILD, "--output-dir=s3://no-such-bucket");

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
        assertThat(ended.err()).contains("--raw-dir=s3://no-such-bucket/raw: there is no such bucket");
        assertThat(dry.exitCode()).as(dry.said()).isEqualTo(2);
        assertThat(dry.err()).contains("--raw-dir=s3://no-such-bucket/raw: there is no such bucket");
        assertThat(out.exitCode()).as(out.said()).isEqualTo(2);
        assertThat(out.err()).contains("--output-dir=s3://no-such-bucket: there is no such bucket");
    }

    @Test
    void aStoreThatDoesNotAnswerIsFoundBeforeAnyWork() {
        System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:1");
        try {
            Ended ended = backfill("silent");

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("--raw-dir=s3://benchmarks/silent/raw: the store does not answer (http://127.0.0.1:1: ")
                    .contains("Check AWS_ENDPOINT_URL_S3, AWS_REGION and the network");
        } finally {
            System.setProperty("aws.endpointUrlS3", store.endpoint().toString());
        }
    }

    private static JsonNode latest(String name) {
        return JsonMapper.shared()
                .readTree(store.object(BUCKET, name + "/out/latest.json").orElseThrow());
    }

    /** Every file of the newest version, read as its list says, and compared with it. */
    private static Map<String, byte[]> published(String name) {
        Map<String, byte[]> files = new TreeMap<>();
        JsonNode latest = latest(name);
        for (JsonNode file : latest.path("files")) {
            String path = file.path("path").asString();
            byte[] bytes = store.object(
                            BUCKET, name + "/out/" + latest.path("prefix").asString() + path)
                    .orElseThrow(() -> new AssertionError(path + " is missing"));
            assertThat(bytes).as(path).hasSize(file.path("size").asInt());
            assertThat(sha256(bytes)).as(path).isEqualTo(file.path("sha256").asString());
            files.put(path, bytes);
        }
        return files;
    }

    private static SortedMap<String, String> tables(String name) {
        SortedMap<String, String> tables = new TreeMap<>();
        published(name).forEach((path, bytes) -> {
            if (path.endsWith(".csv")) {
                tables.put(path, new String(bytes, UTF_8));
            }
        });
        return tables;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
