package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.benchmark.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * October against December as they were really published, computed here once more from the files alone. Where {@code
 * EXTRACTOR_REAL_DATA} (or {@code ../shared/real}) does not hold them, nothing is tested.
 */
class RealErasTest {

    private static final Path DATA = Path.of(System.getenv().getOrDefault("EXTRACTOR_REAL_DATA", "../shared/real"));

    private static final Pattern SINGLE =
            Pattern.compile("(gptoss|dsr1)_(1k1k|1k8k|8k1k)_(fp4|fp8)_(vllm|sglang|trt)_tp\\d+_.*");
    private static final Map<String, String> LENGTHS =
            Map.of("1k1k", "1024/1024", "1k8k", "1024/8192", "8k1k", "8192/1024");

    @TempDir
    private static Path directory;

    private static Workplace work;

    /** A published record of a run. */
    private record Published(long run, JsonNode record) {

        double number(String field) {
            return record.path(field).doubleValue();
        }
    }

    @BeforeAll
    static void importBoth() {
        assumeTrue(
                Files.isDirectory(DATA.resolve("archive-2025-12")),
                () -> "no real data at " + DATA.toAbsolutePath() + "; EXTRACTOR_REAL_DATA says where they are");
        work = new Workplace(directory);
        for (String archive : List.of("archive-2025-10", "archive-2025-12")) {
            Ended imported = work.here(
                    "--spring.batch.job.name=import",
                    "--archive=" + DATA.resolve(archive).toAbsolutePath());
            assertThat(imported.exitCode()).as(imported.said()).isZero();
        }
    }

    @Test
    void whatTheFilesSayOfBothErasIsWhatTheTableSays() throws IOException {
        Map<String, Published> october = newest(october());
        List<Published> all = december();
        Map<String, Published> december =
                newest(all.stream().map(row -> Map.entry(key(row.record(), lengths(row.record())), row)));
        Map<String, Set<String>> variants = new HashMap<>();
        all.forEach(row -> variants.computeIfAbsent(key(row.record(), lengths(row.record())), first -> new HashSet<>())
                .add(row.record().path("ep") + "/" + row.record().path("dp_attention")));

        List<String> compared = new ArrayList<>();
        for (Map<String, String> row : work.rows("consistency.csv")) {
            String key = String.join(
                    " ",
                    row.get("model"),
                    row.get("gpu"),
                    row.get("framework"),
                    row.get("precision"),
                    row.get("isl") + "/" + row.get("osl"),
                    "conc" + row.get("conc"),
                    "tp" + row.get("tp"));
            if (!october.containsKey(key) || variants.get(key).size() != 1) {
                continue;
            }
            Published before = october.get(key);
            Published after = december.get(key);
            assertThat(row.get("before_run_id")).as(key).isEqualTo(String.valueOf(before.run()));
            assertThat(row.get("after_run_id")).as(key).isEqualTo(String.valueOf(after.run()));
            boolean within = true;
            for (String metric : List.of("tput_per_gpu", "mean_tpot", "mean_e2el", "mean_ttft")) {
                double ratio = after.number(metric) / before.number(metric);
                assertThat(Double.parseDouble(row.get("ratio_" + metric)))
                        .as("%s, %s", key, metric)
                        .isCloseTo(ratio, within(1e-5 * ratio));
                within &= metric.equals("mean_ttft") || (ratio >= 0.9 && ratio <= 1.1);
            }
            assertThat(row.get("within_band")).as(key).isEqualTo(String.valueOf(within));
            assertThat(row.get("match")).as(key).isEqualTo("as_published");
            compared.add(key);
        }
        assertThat(compared).hasSizeGreaterThanOrEqualTo(50).doesNotHaveDuplicates();
    }

    @Test
    void inDecemberWhatMattersIsRaisedAgainstFewerThanTwoRowsInAHundred() {
        Set<String> flagged = new HashSet<>();
        work.rows("validation.csv").stream()
                .filter(row -> Long.parseLong(row.get("run_id")) > 20_000_000_000L)
                .filter(row -> !row.get("severity").equals(Flag.Severity.INFO.code()))
                .forEach(row -> flagged.add(row.get("run_id") + "/" + row.get("record_index")));

        assertThat(flagged).contains("20860620516/9", "20947681656/10").hasSizeLessThan(1_622 / 50);
    }

    @Test
    void inDecemberWhatIsReallyOddIsSaid() {
        List<Map<String, String>> december = work.rows("history.csv").stream()
                .filter(row -> Long.parseLong(row.get("run_id")) > 20_000_000_000L)
                .toList();

        assertThat(december)
                .as("one machine's name where a label should be")
                .filteredOn(row -> row.get("flags").contains("hw_is_machine"))
                .hasSize(55)
                .allSatisfy(row -> assertThat(row.get("hw")).isEqualTo("mi355x-amd_0"));
        assertThat(december)
                .as("roles whose sizes do not give their GPUs (atlas, section 4)")
                .filteredOn(row -> row.get("flags").contains("role_sizes_disagree"))
                .hasSize(203);
    }

    private static Stream<Map.Entry<String, Published>> october() throws IOException {
        List<Map.Entry<String, Published>> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(DATA.resolve("archive-2025-10"), 3)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Matcher name = SINGLE.matcher(file.getParent().getFileName().toString());
                JsonNode record = JsonMapper.shared().readTree(file.toFile());
                if (name.matches() && record.has("tput_per_gpu")) {
                    long run = Long.parseLong(file.getParent()
                            .getParent()
                            .getFileName()
                            .toString()
                            .substring(4));
                    rows.add(Map.entry(key(record, LENGTHS.get(name.group(2))), new Published(run, record)));
                }
            }
        }
        return rows.stream();
    }

    private static List<Published> december() throws IOException {
        List<Published> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(DATA.resolve("archive-2025-12"), 2)) {
            for (Path file : files.filter(path -> path.endsWith("agg_bmk.json")).toList()) {
                long run =
                        Long.parseLong(file.getParent().getFileName().toString().substring(4));
                JsonMapper.shared().readTree(file.toFile()).forEach(record -> {
                    if (!record.path("is_multinode").booleanValue()
                            && record.path("spec_decoding").asString().equals("none")) {
                        rows.add(new Published(run, record));
                    }
                });
            }
        }
        return rows;
    }

    private static Map<String, Published> newest(Stream<Map.Entry<String, Published>> rows) {
        Map<String, Published> newest = new HashMap<>();
        rows.forEach(row ->
                newest.merge(row.getKey(), row.getValue(), (one, other) -> one.run() > other.run() ? one : other));
        return newest;
    }

    private static String lengths(JsonNode record) {
        return record.path("isl") + "/" + record.path("osl");
    }

    private static String key(JsonNode record, String lengths) {
        return String.join(
                " ",
                record.path("model").asString().contains("gpt-oss") ? "gptoss" : "dsr1",
                record.path("hw").asString().replaceFirst("[-_].*", ""),
                record.path("framework").asString(),
                record.path("precision").asString(),
                lengths,
                "conc" + record.path("conc"),
                "tp" + record.path("tp"));
    }
}
