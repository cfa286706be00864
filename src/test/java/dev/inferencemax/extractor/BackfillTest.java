package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Expected;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A backfill of a believable history, and what the same command does after it. */
class BackfillTest {

    private static final SampleGitHub GITHUB = SampleGitHub.start();
    private static final Expected EXPECTED = SampleHistory.believable(GITHUB).expected();

    @TempDir
    private static Path directory;

    private static Workplace work;
    private static Ended first;

    @BeforeAll
    static void backfill() {
        GITHUB.requireToken(Workplace.TOKEN);
        work = new Workplace(directory);
        first = work.here(Workplace.backfill(GITHUB));
    }

    @AfterAll
    static void close() {
        GITHUB.close();
    }

    @Test
    void everyMeasurementThatWasPublishedIsInTheHistoryWithEveryCell() {
        Map<String, Map<String, String>> rows =
                work.rows("history.csv").stream().collect(Collectors.toMap(BackfillTest::key, Function.identity()));

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(EXPECTED.measurements().stream()
                        .map(Expected.Measurement::key)
                        .toList());
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (Expected.Measurement expected : EXPECTED.measurements()) {
            List<String> different = expected.differences(rows.get(expected.key()));
            if (!different.isEmpty()) {
                differences.put(expected.key() + " " + expected.artifactName(), different);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String key(Map<String, String> row) {
        return row.get("run_id") + " " + row.get("tput_per_gpu");
    }

    @Test
    void theHistoryIsOldestFirst() {
        List<Long> runs = work.rows("history.csv").stream()
                .map(row -> Long.valueOf(row.get("run_id")))
                .toList();

        assertThat(runs).isSorted().hasSizeGreaterThan(100);
    }

    @Test
    void ofEachConfigurationTheNewestOfficialMeasurementIsCurrent() {
        List<String> columns = columnsOfTheConfiguration();
        Map<List<String>, Map<String, String>> newest = new LinkedHashMap<>();
        for (Map<String, String> row : work.rows("history.csv")) {
            if (!row.get("isl").isEmpty() || !row.get("scenario").equals("fixed-seq")) {
                newest.merge(
                        columns.stream().map(row::get).toList(),
                        row,
                        (old, young) -> isOfficial(old) && !isOfficial(young) ? old : young);
            }
        }

        assertThat(work.rows("benchmarks.csv")).containsExactlyInAnyOrderElementsOf(newest.values());
        assertThat(work.summary().path("configurations").asInt()).isEqualTo(newest.size());
    }

    private static boolean isOfficial(Map<String, String> row) {
        return !(";" + row.get("flags") + ";").contains(";unofficial;");
    }

    /** What was chosen rather than measured; absent here means the same as 1 in three of them. */
    private static List<String> columnsOfTheConfiguration() {
        List<String> parallelism = List.of("tp", "pp", "dcp_size", "pcp_size", "ep", "dp_attention", "num_workers");
        return List.of(
                        List.of("gpu", "model", "framework", "precision", "spec_decoding", "disagg", "is_multinode"),
                        List.of("scenario", "isl", "osl", "conc", "num_prefill_gpu", "num_decode_gpu", "num_gpus"),
                        List.of("prefill_hw", "decode_hw", "kv_offloading"),
                        parallelism.subList(0, 6),
                        parallelism.stream().map("prefill_"::concat).toList(),
                        parallelism.stream().map("decode_"::concat).toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void everyRecordReadIsAccountedFor() {
        JsonNode records = work.summary().path("records");
        long rejected = StreamSupport.stream(records.path("rejected").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();

        assertThat(records.path("read").asLong()).isEqualTo(EXPECTED.records());
        assertThat(records.path("duplicates").asLong()).isEqualTo(EXPECTED.duplicates());
        assertThat(records.path("not_results").asLong()).isEqualTo(EXPECTED.notResults());
        assertThat(records.path("measurements").asLong())
                .isEqualTo(EXPECTED.measurements().size());
        assertThat(rejected).isEqualTo(EXPECTED.rejected().size());
        assertThat(records.path("read").asLong())
                .isEqualTo(records.path("measurements").asLong()
                        + records.path("duplicates").asLong()
                        + records.path("not_results").asLong()
                        + rejected);
    }

    @Test
    void whatCannotBeUsedIsListedWithItsReason() {
        assertThat(work.rows("rejected.csv").stream()
                        .map(row -> List.of(
                                row.get("run_id"),
                                row.get("artifact_name"),
                                row.get("file"),
                                row.get("record_index"),
                                row.get("reason"))))
                .containsExactlyInAnyOrderElementsOf(EXPECTED.rejected().stream()
                        .map(rejected -> List.of(
                                String.valueOf(rejected.runId()),
                                rejected.artifactName(),
                                rejected.file(),
                                rejected.recordIndex() == null ? "" : String.valueOf(rejected.recordIndex()),
                                rejected.reason()))
                        .toList());
        assertThat(work.rows("rejected.csv")).allSatisfy(row -> {
            assertThat(row.get("detail")).isNotBlank();
            assertThat(row.get("artifact_id")).isNotBlank();
        });
    }

    @Test
    void whatIsLostIsListedAndTheExitCodeSaysSo() {
        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.out()).contains("Lost            1, see losses.csv");
        assertThat(work.rows("losses.csv").stream()
                        .map(row -> List.of(row.get("run_id"), row.get("artifact_id"), row.get("artifact_name"))))
                .containsExactlyElementsOf(EXPECTED.losses().stream()
                        .map(loss -> List.of(
                                String.valueOf(loss.runId()), String.valueOf(loss.artifactId()), loss.artifactName()))
                        .toList());
        assertThat(work.rows("losses.csv")).allSatisfy(row -> {
            assertThat(row.get("tried")).isEqualTo("github");
            assertThat(row.get("workflow")).endsWith(".yml");
            assertThat(row.get("benchmark_date")).isLessThan(row.get("expires_at"));
        });
    }

    @Test
    void theReportHoldsEveryRowAndIsWrittenBeforeTheSummary() throws IOException {
        JsonNode report = work.report("out");

        assertThat(report.at("/tables/points/rows").asInt())
                .isEqualTo(work.rows("history.csv").size());
        assertThat(report.at("/configurations").asInt())
                .isEqualTo(work.rows("benchmarks.csv").size());
        assertThat(report.at("/runs").asLong())
                .isEqualTo(work.rows("history.csv").stream()
                        .map(row -> row.get("run_id"))
                        .distinct()
                        .count());
        assertThat(first.out()).contains("report.html, summary.json}");
        assertThat(work.summary().at("/steps").has("writeReport")).isTrue();
        assertThat(Files.getLastModifiedTime(work.path("out/summary.json")))
                .isGreaterThanOrEqualTo(Files.getLastModifiedTime(work.path("out/report.html")));
    }

    @Test
    void theSameCommandAgainDownloadsNothingChangesNoByteAndLossesCanBeAccepted() {
        SortedMap<String, String> before = work.tables();
        long zips = GITHUB.requests().of(Endpoint.ZIP);
        long blobs = GITHUB.requests().of(Endpoint.BLOB);

        int again = work.here(Workplace.backfill(GITHUB)).exitCode();
        int accepting = work.here(Workplace.backfill(GITHUB, "--accept-losses")).exitCode();
        int accepted = work.here(Workplace.backfill(GITHUB)).exitCode();

        assertThat(List.of(again, accepting, accepted)).containsExactly(3, 0, 0);
        assertThat(work.tables()).isEqualTo(before);
        assertThat(Set.of(GITHUB.requests().of(Endpoint.BLOB))).containsExactly(blobs);
        assertThat(GITHUB.requests().of(Endpoint.ZIP))
                .as("requests for zips, also for those that are known to have expired")
                .isEqualTo(zips);
        assertThat(GITHUB.requests().downloadedAgain()).isEmpty();
        assertThat(work.summary().at("/losses/total").asInt()).isEqualTo(1);
        assertThat(work.summary().at("/losses/accepted").asInt()).isEqualTo(1);
    }

    @Test
    void gitHubSawNothingThatItShouldNot() {
        GITHUB.assertClean();
    }
}
