package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.benchmark.Flag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the files of the dataset say of themselves, of each other and of what is known against the rows. */
class DatasetFilesTest {

    @TempDir
    private static Path directory;

    /** What makes a configuration. */
    private static final List<String> CHOSEN = List.of(
            "model",
            "gpu",
            "framework",
            "precision",
            "spec_decoding",
            "disagg",
            "is_multinode",
            "scenario",
            "isl",
            "osl",
            "conc",
            "tp",
            "pp",
            "ep",
            "dp_attention",
            "prefill_tp",
            "prefill_ep",
            "prefill_dp_attention",
            "prefill_num_workers",
            "decode_tp",
            "decode_ep",
            "decode_dp_attention",
            "decode_num_workers",
            "num_prefill_gpu",
            "num_decode_gpu",
            "num_gpus",
            "prefill_hw",
            "decode_hw",
            "kv_offloading");

    private static Workplace work;
    private static JsonNode described;
    private static DuckDb duckdb;

    @BeforeAll
    static void backfill() throws SQLException {
        work = Workplace.afterABackfill(directory);
        described =
                JsonMapper.shared().readTree(work.path("out/datapackage.json").toFile());
        duckdb = DuckDb.open();
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void everyFileIsDescribedAndEveryDescribedFileIsThere() {
        Set<String> paths = new HashSet<>();
        described.path("resources").forEach(resource -> paths(resource).forEach(path -> paths.add(path)));

        assertThat(described.path("$schema").asString())
                .isEqualTo("https://datapackage.org/profiles/2.0/datapackage.json");
        assertThat(described.path("version").asString())
                .matches("\\d+\\.\\d+\\.\\d+")
                .isEqualTo(work.summary().path("schema_version").asString());
        assertThat(Stream.of(".csv", ".parquet").flatMap(ending -> work.files("out", ending).stream()))
                .map(file -> work.path("out").relativize(file).toString())
                .containsExactlyInAnyOrderElementsOf(paths);
    }

    @Test
    void everyCellIsWhatItsColumnIsSaidToHold() {
        resources("csv")
                .forEach(resource -> paths(resource).forEach(path -> {
                    Map<String, String> types = types(resource);
                    assertThat(header(path)).as(path).isEqualTo(List.copyOf(types.keySet()));
                    work.rows(path)
                            .forEach(row -> row.forEach((column, cell) -> assertThat(is(cell, types.get(column)))
                                    .as("%s, %s: %s", path, column, cell)
                                    .isTrue()));
                }));
        resources("csv")
                .flatMap(resource -> resource.path("schema").path("fields").valueStream())
                .forEach(field ->
                        assertThat(field.path("description").asString()).isNotBlank());
    }

    @Test
    void everyColumnWithAUnitNamesItAndLabelsHaveNone() {
        Map<String, String> units = new TreeMap<>();
        resources("csv")
                .forEach(resource -> resource.path("schema")
                        .path("fields")
                        .forEach(field -> units.put(
                                resource.path("name").asString() + " "
                                        + field.path("name").asString(),
                                field.path("unit").asString(""))));

        assertThat(units)
                .containsEntry("history tput_per_gpu", "tokens/s/GPU")
                .containsEntry("history p99.9_e2el", "s")
                .containsEntry("history median_intvty", "tokens/s/user")
                .containsEntry("history isl", "tokens")
                .containsEntry("history avg_power_w", "W")
                .containsEntry("history joules_per_output_token", "J/token")
                .containsEntry("consistency before_mean_tpot", "s")
                .containsEntry("coverage missing", "configurations")
                .containsEntry("evals n_eff", "questions")
                .containsEntry("history run_id", "")
                .containsEntry("history gpu", "")
                .containsEntry("consistency ratio_tput_per_gpu", "")
                .containsEntry("evals score", "");
    }

    private static boolean is(String cell, String type) {
        if (cell.isEmpty()) {
            return true; // missingValues
        }
        return switch (type) {
            case "string" -> true;
            case "integer" -> cell.matches("-?[0-9]{1,18}");
            case "number" -> Double.isFinite(Double.parseDouble(cell));
            case "boolean" -> cell.matches("true|false");
            case "datetime" -> Instant.parse(cell).toString().equals(cell);
            case "date" -> LocalDate.parse(cell).toString().equals(cell);
            default -> false;
        };
    }

    @Test
    void whatAKeyPointsToIsThere() {
        List<String> keys = new ArrayList<>();
        resources("csv")
                .forEach(resource -> resource.path("schema").path("foreignKeys").forEach(key -> {
                    List<String> from = texts(key.path("fields"));
                    List<String> to = texts(key.at("/reference/fields"));
                    String other = key.at("/reference/resource").asString() + ".csv";
                    Set<List<String>> there = work.rows(other).stream()
                            .map(row -> values(row, to))
                            .collect(Collectors.toSet());
                    assertThat(work.rows(resource.path("path").asString()))
                            .as("%s%s in %s", resource.path("name").asString(), from, other)
                            .allSatisfy(row -> assertThat(there).contains(values(row, from)));
                    keys.add(resource.path("name").asString());
                }));

        assertThat(keys).contains("benchmarks", "validation", "consistency");
    }

    @Test
    void theParquetFilesHoldTheSameAsTheCsvTypedAndInTheSameOrder() {
        resources("parquet").forEach(resource -> {
            String parquet = resource.path("path").asString();
            List<Map<String, String>> rows = work.rows(parquet.replace(".parquet", ".csv"));
            List<Map<String, Object>> typed =
                    duckdb.query("select * from '%s'".formatted(work.path("out").resolve(parquet)));
            assertThat(typed).as(parquet).hasSameSizeAs(rows);
            Map<String, String> types = types(resource);
            for (int i = 0; i < rows.size(); i++) {
                for (Map.Entry<String, String> cell : rows.get(i).entrySet()) {
                    assertThat(typed.get(i).get(cell.getKey()))
                            .as("%s, row %d, %s", parquet, i, cell.getKey())
                            .isEqualTo(typed(cell.getValue(), types.get(cell.getKey())));
                }
            }
        });
    }

    @Test
    void theParquetFilesAreCompressedWithZstd() {
        assertThat(work.files("out", ".parquet"))
                .allSatisfy(file -> assertThat(
                                duckdb.query("select distinct compression from parquet_metadata('%s')".formatted(file)))
                        .allSatisfy(chunk -> assertThat(chunk).containsEntry("compression", "ZSTD")));
        assertThat(duckdb.query("select path_in_schema from parquet_metadata('%s')"
                        .formatted(work.path("out/history.parquet"))))
                .hasSameSizeAs(header("history.csv"));
    }

    private static Object typed(String cell, String type) {
        if (cell.isEmpty()) {
            return null;
        }
        return switch (type) {
            case "integer" -> Long.valueOf(cell);
            case "number" -> Double.valueOf(cell);
            case "boolean" -> Boolean.valueOf(cell);
            case "datetime" -> Instant.parse(cell);
            case "date" -> LocalDate.parse(cell);
            default -> cell;
        };
    }

    @Test
    void theSameDataGiveTheSameParquetBytes() throws IOException {
        Ended rebuilt = work.here("--spring.batch.job.name=rebuild", "--output-dir=" + work.path("again"));

        assertThat(rebuilt.exitCode()).as(rebuilt.said()).isEqualTo(3);
        assertThat(work.files("again", ".parquet")).hasSize(10);
        for (Path file : work.files("again", ".parquet")) {
            assertThat(file).hasSameBinaryContentAs(work.path("out").resolve(file.getFileName()));
        }
        assertThat(work.path("again/datapackage.json")).hasSameBinaryContentAs(work.path("out/datapackage.json"));
    }

    @Test
    void whereDuckDbCannotRunTheCsvsAreWrittenAndOneLineSaysSo() {
        Workplace elsewhere = new Workplace(directory.resolve("elsewhere"));

        Ended rebuilt = elsewhere.runWith(
                Map.of("JAVA_TOOL_OPTIONS", "-Dos.arch=unheard-of"), "--spring.batch.job.name=rebuild");

        assertThat(rebuilt.exitCode()).as(rebuilt.said()).isZero();
        assertThat(rebuilt.said().lines().filter(line -> line.contains("DuckDB")))
                .singleElement()
                .asString()
                .contains("No Parquet files, only CSV");
        assertThat(elsewhere.files("out", ".csv")).hasSize(10);
        assertThat(elsewhere.files("out", ".parquet")).isEmpty();
    }

    @Test
    void everyFlagOfTheHistoryIsARowOfTheValidationAndCountedInTheSummary() {
        Map<String, Long> raised = work.rows("history.csv").stream()
                .flatMap(row -> Arrays.stream(row.get("flags").split(";", -1)))
                .filter(flag -> !flag.isEmpty())
                .map(flag -> flag.split(":", 2)[0])
                .collect(Collectors.groupingBy(flag -> flag, TreeMap::new, Collectors.counting()));
        List<Map<String, String>> validation = work.rows("validation.csv");

        Map<String, Long> told = validation.stream()
                .collect(Collectors.groupingBy(row -> row.get("rule"), TreeMap::new, Collectors.counting()));
        assertThat(told)
                .isEqualTo(raised)
                .containsKeys("ep_unknown", "unofficial", "hw_is_machine", "measured_again", "throughput_jump");
        Map<String, Long> counted = new TreeMap<>();
        work.summary()
                .path("validation")
                .properties()
                .forEach(flag -> counted.put(flag.getKey(), flag.getValue().asLong()));
        assertThat(counted).isEqualTo(raised);
        assertThat(validation)
                .allSatisfy(row -> assertThat(row.get("severity"))
                        .isEqualTo(Flag.of(row.get("rule")).severity().code()));
    }

    @Test
    void accuracyJobsAndChangelogsAreTablesOfTheirOwn() {
        assertThat(work.rows("evals.csv"))
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("artifact_name", "eval_results_all")
                        .containsEntry("gpu", "h200")
                        .containsEntry("hw", "H200")
                        .containsEntry("isl", "1024")
                        .containsEntry("osl", "1024")
                        .containsEntry("task", "gsm8k"))
                .extracting(row -> List.of(row.get("conc"), row.get("spec_decoding"), row.get("em_strict")))
                .containsExactly(List.of("256", "mtp", "0.95"), List.of("16", "none", "0.94"));
        String failing = work.rows("history.csv").stream()
                .filter(row -> row.get("benchmark_date").equals("2026-01-16T18:00:00Z"))
                .findFirst()
                .orElseThrow()
                .get("run_id");
        assertThat(work.rows("run_stats.csv"))
                .filteredOn(
                        row -> row.get("hw").equals("h200") && !row.get("total").equals("0"))
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(Integer.parseInt(row.get("total")) - Integer.parseInt(row.get("n_success")))
                                .isEqualTo(row.get("run_id").equals(failing) ? 1 : 0));
        assertThat(work.rows("changelog.csv"))
                .filteredOn(row -> row.get("config_keys").equals("dsr1-fp8-h200-sglang"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("entry", "0")
                        .containsEntry("description", "Update the image of dsr1-fp8-h200-sglang"));
    }

    @Test
    void whatAnOlderJarPassedOverIsReadByThis() throws SQLException {
        String evals = work.tables().get("evals.csv");
        try (Connection state = DriverManager.getConnection(
                        "jdbc:h2:file:" + work.path("state/extractor").toAbsolutePath(), "", "");
                Statement statement = state.createStatement()) {
            assertThat(statement.executeUpdate("delete from side_record")).isPositive();
            statement.executeUpdate("update artifact set reader_version = 1");
        }

        work.here(
                "--spring.batch.job.name=import",
                "--archive=" + work.path("raw"),
                "--output-dir=" + work.path("newer"));

        assertThat(evals.lines()).hasSizeGreaterThan(1);
        assertThat(work.tables("newer")).containsEntry("evals.csv", evals).isEqualTo(work.tables());
    }

    @Test
    void theErasAreComparedWhereTheyAreTold() {
        JsonNode agreement = work.summary().path("consistency");
        List<Map<String, String>> rows = work.rows("consistency.csv");

        assertThat(agreement.path("compare_at").asString()).isEqualTo("2025-12-09");
        assertThat(agreement.path("configurations").asInt())
                .isEqualTo(rows.size())
                .isPositive();
        assertThat(agreement.path("sentence").asString()).contains("of %d configurations".formatted(rows.size()));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("before_date")).isLessThan("2025-12-09");
            assertThat(row.get("after_date")).isGreaterThanOrEqualTo("2025-12-09");
            assertThat(row.get("why").isEmpty())
                    .isEqualTo(row.get("within_band").equals("true"));
        });

        work.here("--spring.batch.job.name=rebuild", "--compare-at=2030-01-01", "--output-dir=" + work.path("later"));
        assertThat(JsonMapper.shared()
                        .readTree(work.path("later/summary.json").toFile())
                        .at("/consistency/sentence")
                        .asString())
                .isEqualTo("No configuration was measured both before 2030-01-01 and from then on.");
    }

    @Test
    void theErasAreDividedWhereverOneWants() {
        work.here("--spring.batch.job.name=rebuild", "--compare-at=2026-01-10", "--output-dir=" + work.path("january"));

        List<Map<String, String>> rows = Workplace.rowsOf(work.path("january/consistency.csv"));
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.get("before_date")).isLessThan("2026-01-10");
            assertThat(row.get("after_date")).isGreaterThanOrEqualTo("2026-01-10");
        });
        assertThat(rows).anySatisfy(row -> assertThat(row.get("before_date")).isGreaterThan("2025-12-09"));
        assertThat(JsonMapper.shared()
                        .readTree(work.path("january/summary.json").toFile())
                        .at("/consistency/sentence")
                        .asString())
                .startsWith("What was measured from 2026-01-10 on (2026-01-1")
                .contains("of %d configurations".formatted(rows.size()));
    }

    @Test
    void theCoverageIsWhatTheHistoryHoldsOfEachDay() {
        Map<List<String>, List<Map<String, String>>> groups = work.rows("history.csv").stream()
                .filter(row -> !row.get("benchmark_date").isEmpty())
                .collect(Collectors.groupingBy(row -> List.of(
                        row.get("benchmark_date").substring(0, 10),
                        row.get("gpu"),
                        row.get("model"),
                        row.get("isl"),
                        row.get("osl"))));
        Map<List<String>, List<String>> expected = new TreeMap<>(Comparator.comparing(Object::toString));
        groups.forEach((of, rows) -> expected.put(
                of, List.of(distinct(rows, List.of("run_id")), distinct(rows, CHOSEN), String.valueOf(rows.size()))));

        Map<List<String>, List<String>> covered = new TreeMap<>(Comparator.comparing(Object::toString));
        work.rows("coverage.csv").stream()
                .filter(row -> !row.get("day").isEmpty())
                .forEach(row -> covered.put(
                        values(row, List.of("day", "gpu", "model", "isl", "osl")),
                        values(row, List.of("runs", "configurations", "rows"))));
        assertThat(covered).isEqualTo(expected);
        assertThat(work.rows("coverage.csv"))
                .anySatisfy(row -> assertThat(row.get("missing")).isNotEqualTo("0"))
                .anySatisfy(row -> assertThat(row.get("found_nowhere_later")).isNotEqualTo("0"));
    }

    private static String distinct(List<Map<String, String>> rows, List<String> columns) {
        return String.valueOf(
                rows.stream().map(row -> values(row, columns)).distinct().count());
    }

    @Test
    void theCoverageCountsEveryRowOfTheHistory() {
        assertThat(work.rows("coverage.csv").stream()
                        .mapToLong(row -> Long.parseLong(row.get("rows")))
                        .sum())
                .isEqualTo(work.rows("history.csv").size());
        assertThat(work.rows("coverage.csv"))
                .extracting(row -> row.get("day"))
                .isSorted()
                .containsAll(work.rows("history.csv").stream()
                        .map(row -> row.get("benchmark_date"))
                        .filter(date -> !date.isEmpty())
                        .map(date -> date.substring(0, 10))
                        .toList());
    }

    private static Stream<JsonNode> resources(String format) {
        return described
                .path("resources")
                .valueStream()
                .filter(resource -> resource.path("format").asString().equals(format));
    }

    private static List<String> paths(JsonNode resource) {
        JsonNode path = resource.path("path");
        return path.isArray() ? texts(path) : List.of(path.asString());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> values(Map<String, String> row, List<String> columns) {
        return columns.stream().map(row::get).toList();
    }

    /** By column, in their order. */
    private static Map<String, String> types(JsonNode resource) {
        Map<String, String> types = new LinkedHashMap<>();
        resource.path("schema")
                .path("fields")
                .forEach(field -> types.put(
                        field.path("name").asString(), field.path("type").asString()));
        return types;
    }

    private static List<String> header(String path) {
        try (Stream<String> lines = Files.lines(work.path("out").resolve(path))) {
            return List.of(lines.findFirst().orElseThrow().split(",", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
