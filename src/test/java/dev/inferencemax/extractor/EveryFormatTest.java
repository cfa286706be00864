package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Expected;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One backfill of every format that was ever published, against what was written into it. */
class EveryFormatTest {

    private static final SampleGitHub GITHUB = SampleGitHub.start();
    private static final SampleHistory HISTORY = SampleHistory.ofEveryFormat(GITHUB);
    private static final Expected EXPECTED = HISTORY.expected();

    @TempDir
    private static Path directory;

    private static Workplace work;
    private static int exitCode;
    private static List<Map<String, String>> history;

    @BeforeAll
    static void backfill() {
        GITHUB.requireToken(Workplace.TOKEN);
        work = new Workplace(directory);
        exitCode = work.run(Workplace.backfill(GITHUB)).exitCode();
        history = work.rows("history.csv");
    }

    @AfterAll
    static void close() {
        GITHUB.close();
    }

    @Test
    void everyRowIsThereAndEveryCellAndFlagIsWhatWasPublished() {
        Map<String, Map<String, String>> rows =
                history.stream().collect(Collectors.toMap(EveryFormatTest::key, Function.identity()));

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

    @Test
    void theValidationSaysOfEachFlagWhatWasFound() {
        Map<String, List<String>> details = work.rows("validation.csv").stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("rule"), Collectors.mapping(row -> row.get("detail"), Collectors.toList())));
        String earlier = where("benchmark_date", "2026-04-10T10:00:00Z").get(0).get("run_id");

        assertThat(details.get("repeats_earlier_run")).containsExactly("first published by run " + earlier);
        assertThat(details.get("name_json_conflict")).contains("model");
        assertThat(details.get("two_machines")).contains("h100-cr_0, h100-cw_1");
        assertThat(details.get("measured_again"))
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(detail).matches("2 results, tput_per_gpu [0-9.]+ to [0-9.]+"));
    }

    @Test
    void everyRecordReadIsAccountedFor() {
        JsonNode records = work.summary().path("records");
        long rejected = StreamSupport.stream(records.path("rejected").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();

        assertThat(records.path("measurements").asInt())
                .isEqualTo(EXPECTED.measurements().size());
        assertThat(records.path("duplicates").asInt()).isEqualTo(EXPECTED.duplicates());
        assertThat(records.path("not_results").asInt()).isEqualTo(EXPECTED.notResults());
        assertThat(rejected).isEqualTo(EXPECTED.rejected().size());
        assertThat(records.path("read").asInt()).isEqualTo(EXPECTED.records());
    }

    @Test
    void whatCannotBeUsedIsRejectedForItsReason() {
        assertThat(work.rows("rejected.csv").stream()
                        .map(row -> List.of(
                                row.get("run_id"), row.get("artifact_name"), row.get("file"), row.get("reason"))))
                .containsExactlyInAnyOrderElementsOf(EXPECTED.rejected().stream()
                        .map(rejected -> List.of(
                                String.valueOf(rejected.runId()),
                                rejected.artifactName(),
                                rejected.file(),
                                rejected.reason()))
                        .toList());
    }

    @Test
    void quirk10SeveralFilesInOneArtifactAreSeveralRowsWhateverTheirNamesEndIn() {
        assertThat(where("artifact_file", ".*\\.json\\.json")).isNotEmpty();
        assertThat(where("format", "M4").stream()
                        .filter(row -> row.get("artifact_name").contains("_conc4x8_"))
                        .collect(Collectors.groupingBy(row -> row.get("artifact_id")))
                        .values())
                .isNotEmpty()
                .allSatisfy(rows ->
                        assertThat(rows).extracting(row -> row.get("conc")).containsExactlyInAnyOrder("4", "8"));
    }

    @Test
    void quirk12OneConfigurationOnTwoMachinesOfARunIsTwoMeasurementsOfWhichOneIsCurrent() {
        List<Map<String, String>> rows = inRunOf("2026-01-05T10:00:00Z", "h100");

        assertThat(rows).extracting(row -> row.get("runner")).containsExactlyInAnyOrder("h100-cw", "h100-cr");
        assertThat(currentAmong(rows)).containsExactly(newest(rows));
    }

    @Test
    void quirk13OneNameTwiceInARunIsTwoAttemptsAndTheNewestArtifactIsCurrent() {
        List<Map<String, String>> rows = inRunOf("2026-01-05T10:00:00Z", "mi300x");

        assertThat(rows)
                .hasSize(2)
                .extracting(row -> row.get("artifact_name"))
                .containsOnly(rows.get(0).get("artifact_name"));
        assertThat(currentAmong(rows)).containsExactly(newest(rows));
    }

    @Test
    void quirk16WhatAnAggregateRepeatsIsNoSecondMeasurementAndTheSingleIsItsOrigin() {
        List<Map<String, String>> rows = inRunOf("2025-11-07T10:00:00Z", "h200");

        assertThat(rows)
                .extracting(
                        row -> row.get("conc") + " " + row.get("artifact_name").startsWith("results_"))
                .containsExactlyInAnyOrder("8 false", "32 true", "64 true");
    }

    @Test
    void quirk24RowsOfPullRequestsBearTheSameNamesAndAreToldByTheirRun() {
        assertThat(where("event", "pull_request"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("flags")).contains("unofficial"));
        assertThat(where("flags", ".*unofficial.*"))
                .extracting(row -> row.get("artifact_name"))
                .anyMatch(name -> name.startsWith("bmk_"));
    }

    @Test
    void quirk25ARowThatAnEarlierRunPublishedIsFlaggedInTheLater() {
        assertThat(where("flags", ".*repeats_earlier_run.*"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("benchmark_date")).isEqualTo("2026-04-11T10:00:00Z"));
    }

    @Test
    void quirk26MockedRowsAndThoseOfForksAreUnofficial() {
        assertThat(where("workflow", "upload-mock-950dt.yml"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("flags")).isEqualTo("unofficial"));
        assertThat(where("benchmark_date", "2026-02-11.*"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("flags")).isEqualTo("unofficial"));
    }

    @Test
    void quirk27TheRepositoryIsFoundUnderItsFormerName() {
        assertThat(history).isNotEmpty();
        assertThat(GITHUB.violations()).isEmpty();
    }

    @Test
    void quirk30ARunOfMoreThanAHundredArtifactsIsReadWhole() {
        assertThat(where("benchmark_date", "2025-10-08T04:00:00Z"))
                .hasSize(130)
                .extracting(row -> row.get("conc"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRunOfEvalsAloneGivesNoPerformanceRows() {
        assertThat(where("benchmark_date", "2026-04-01T10:00:00Z")).isEmpty();
    }

    @Test
    void aRunThatOnlyAddsPointsReplacesNoOlderOne() {
        assertThat(work.rows("benchmarks.csv"))
                .filteredOn(row -> row.get("benchmark_date").matches("2026-08-1[67].*"))
                .extracting(row -> row.get("benchmark_date").substring(0, 10) + " " + row.get("conc"))
                .containsExactlyInAnyOrder("2026-08-16 4", "2026-08-17 6");
    }

    @Test
    void lossesAreSinglesWhoseRowsSurviveNowhereAndAggregatesThatWereAllTheirRunHad() {
        assertThat(exitCode).isEqualTo(3);
        assertThat(work.rows("losses.csv"))
                .extracting(row -> Long.valueOf(row.get("artifact_id")))
                .containsExactlyInAnyOrderElementsOf(EXPECTED.losses().stream()
                        .map(Expected.Loss::artifactId)
                        .toList());
    }

    @Test
    void whatNoVocabularyKnowsIsKeptAndListed() {
        JsonNode unknown = work.summary().path("unknown");

        assertThat(unknown.path("models").valueStream().map(JsonNode::asString)).containsExactly("novel7b");
        assertThat(unknown.path("gpus").valueStream().map(JsonNode::asString)).containsExactly("tpu7");
        assertThat(unknown.path("frameworks").valueStream().map(JsonNode::asString))
                .containsExactly("newserve");
        assertThat(unknown.path("metrics").valueStream().map(JsonNode::asString))
                .containsExactly("nested.deep.0", "nested.deep.1.er", "odd:key", "p42.5_ttft");
    }

    @Test
    void plotsLogsTracesAndForeignKindsAreNotEvenDownloaded() {
        assertThat(GITHUB.requests().of(Endpoint.BLOB)).isPositive();
        assertThat(HISTORY.artifactsNamed(
                        "(graphs|(multinode_|eval_)?server_logs|gpu_metrics|profile|moe_debug|multiturn|power_audit|cxs"
                                + "|agentic|eval_dsr1).*"))
                .hasSizeGreaterThan(10)
                .allSatisfy(id -> assertThat(GITHUB.requests().downloadsOf(id))
                        .as("%d", id)
                        .isZero());
    }

    @Test
    void quirk16TheCopyOfARowInAPowerAuditIsNoSecondMeasurementAndWhatLiesBesideItIsNone() throws IOException {
        String single = where("power_valid", "1").stream()
                .filter(row -> row.get("benchmark_date").equals("2026-08-06T10:00:00Z"))
                .findFirst()
                .orElseThrow()
                .get("artifact_name");
        Workplace elsewhere = new Workplace(directory.resolve("elsewhere"));
        Path run = Files.createDirectories(elsewhere.path("found/run_29300000000"));
        for (String name : List.of(single, single.replace("bmk_", "power_audit_"))) {
            Files.write(run.resolve(name + ".zip"), HISTORY.zip(name));
        }

        elsewhere.run("--spring.batch.job.name=import", "--archive=found");

        assertThat(elsewhere.rows("history.csv"))
                .extracting(row -> row.get("artifact_name"))
                .containsExactly(single);
        assertThat(elsewhere.summary().at("/records/duplicates").asInt()).isEqualTo(1);
        assertThat(elsewhere.summary().at("/records/read").asInt()).isEqualTo(2);
    }

    private static List<Map<String, String>> where(String column, String pattern) {
        return history.stream().filter(row -> row.get(column).matches(pattern)).toList();
    }

    private static List<Map<String, String>> inRunOf(String created, String gpu) {
        return where("benchmark_date", created).stream()
                .filter(row -> row.get("gpu").equals(gpu))
                .toList();
    }

    private static List<Map<String, String>> currentAmong(List<Map<String, String>> rows) {
        return work.rows("benchmarks.csv").stream().filter(rows::contains).toList();
    }

    private static Map<String, String> newest(List<Map<String, String>> rows) {
        return rows.stream()
                .max(Comparator.comparing(row -> Long.valueOf(row.get("artifact_id"))))
                .orElseThrow();
    }

    private static String key(Map<String, String> row) {
        return row.get("run_id") + " " + row.get("tput_per_gpu");
    }
}
