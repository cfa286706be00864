package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that were really published, from their folder to the dataset. They are no part of the project: where {@code
 * EXTRACTOR_REAL_DATA} (or {@code ../shared/real}) does not hold them, nothing is tested.
 */
class RealDataTest {

    private static final Path DATA = Path.of(System.getenv().getOrDefault("EXTRACTOR_REAL_DATA", "../shared/real"));

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private static Path directory;

    /** December first, then October. */
    private static Workplace work;

    private static List<Map<String, String>> december;
    private static JsonNode summaryOfDecember;
    private static List<Map<String, String>> configurationsOfDecember;

    @BeforeAll
    static void importDecemberThenOctober() {
        assumeTrue(
                Files.isDirectory(DATA.resolve("archive-2025-12")),
                () -> "no real data at " + DATA.toAbsolutePath() + "; EXTRACTOR_REAL_DATA says where they are");
        work = new Workplace(directory.resolve("forth"));
        importOf(work, "archive-2025-12");
        december = work.rows("history.csv");
        configurationsOfDecember = work.rows("benchmarks.csv");
        summaryOfDecember = work.summary();
        importOf(work, "archive-2025-10");
    }

    private static void importOf(Workplace work, String archive, String... more) {
        Ended imported = work.here(Stream.concat(
                        Stream.of(
                                "--spring.batch.job.name=import",
                                "--archive=" + DATA.resolve(archive).toAbsolutePath()),
                        Stream.of(more))
                .toArray(String[]::new));
        assertThat(imported.exitCode()).as(imported.said()).isZero();
    }

    @Test
    void decemberGivesEveryRowAndEveryConfiguration() {
        assertThat(december).hasSize(1_622);
        assertThat(configurationsOfDecember).hasSize(572);
        assertThat(configurationsOfDecember)
                .filteredOn(row -> row.get("model").equals("gptoss"))
                .hasSize(270);
        assertThat(configurationsOfDecember)
                .filteredOn(row -> row.get("model").equals("dsr1"))
                .hasSize(302);
        assertAddsUp(summaryOfDecember);
    }

    @Test
    void withTheKeyOfThePythonScriptTheCsvHoldsTheRowsOfThePythonScript() {
        Workplace parity = new Workplace(directory.resolve("parity"));
        importOf(parity, "archive-2025-12", "--dedup=current-script");

        assertThat(plain(parity.rows("by_model/openai_GPT-OSS-120B/inferencemax.csv")))
                .containsExactlyInAnyOrderElementsOf(
                        plain(Workplace.rowsOf(DATA.resolve("expected/current_script_inferencemax.csv"))));
    }

    /** 2.0 is the same number as 2. */
    private static List<Map<String, String>> plain(List<Map<String, String>> rows) {
        rows.forEach(row -> row.replaceAll((column, cell) -> plain(cell)));
        return rows;
    }

    private static String plain(String cell) {
        try {
            return new BigDecimal(cell).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return cell;
        }
    }

    @Test
    void octoberGivesEveryPublishedRecordOnce() {
        Map<String, Set<BigDecimal>> published = new TreeMap<>();
        for (Path file : files(DATA.resolve("archive-2025-10"))) {
            String run =
                    DATA.resolve("archive-2025-10").relativize(file).getName(0).toString();
            throughputs(file)
                    .forEach(tput -> published
                            .computeIfAbsent(run, first -> new HashSet<>())
                            .add(tput));
        }
        Map<String, Set<BigDecimal>> written = new TreeMap<>();
        List<Map<String, String>> rows = october();
        rows.forEach(row -> written.computeIfAbsent("run_" + row.get("run_id"), first -> new HashSet<>())
                .add(new BigDecimal(row.get("tput_per_gpu")).stripTrailingZeros()));

        assertThat(written).isEqualTo(published);
        assertThat(rows)
                .as("no record twice")
                .hasSize(published.values().stream().mapToInt(Set::size).sum());
        assertAddsUp(work.summary());
    }

    @Test
    void singleArtifactsArePreferredToTheAggregatesThatRepeatThem() {
        Path root = DATA.resolve("archive-2025-10");
        Map<Boolean, Set<String>> aggregated = files(root).stream()
                .collect(Collectors.partitioningBy(
                        file -> root.relativize(file).getName(1).toString().startsWith("results_"),
                        Collectors.flatMapping(
                                file -> throughputs(file).stream()
                                        .map(tput -> root.relativize(file).getName(0) + " " + tput),
                                Collectors.toSet())));
        Set<String> repeated = new HashSet<>(aggregated.get(true));
        repeated.retainAll(aggregated.get(false));

        assertThat(october())
                .filteredOn(row -> repeated.contains("run_" + row.get("run_id") + " "
                        + new BigDecimal(row.get("tput_per_gpu")).stripTrailingZeros()))
                .hasSameSizeAs(repeated)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("artifact_name")).doesNotStartWith("results_"));
    }

    @Test
    void bothArchivesGiveTheSameBytesInEitherOrder() {
        SortedMap<String, String> forth = work.tables();
        Workplace back = new Workplace(directory.resolve("back"));

        importOf(back, "archive-2025-10");
        importOf(back, "archive-2025-12");

        assertThat(back.tables()).isEqualTo(forth);
    }

    private static List<Map<String, String>> october() {
        return work.rows("history.csv").stream()
                .filter(row -> Files.isDirectory(DATA.resolve("archive-2025-10/run_" + row.get("run_id"))))
                .toList();
    }

    private static void assertAddsUp(JsonNode summary) {
        JsonNode records = summary.path("records");
        long rejected = StreamSupport.stream(records.path("rejected").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
        assertThat(records.path("read").asLong())
                .isEqualTo(records.path("measurements").asLong()
                        + records.path("duplicates").asLong()
                        + records.path("not_results").asLong()
                        + rejected);
        assertThat(rejected).isZero();
    }

    private static List<BigDecimal> throughputs(Path file) {
        List<BigDecimal> found = new ArrayList<>();
        collect(JSON.readTree(file.toFile()), file, found);
        return found;
    }

    /** As published; a raw report states that of all GPUs together, and the name of its artifact how many they were. */
    private static void collect(JsonNode node, Path file, List<BigDecimal> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, file, found));
        } else if (node.has("tput_per_gpu")) {
            found.add(node.get("tput_per_gpu").decimalValue().stripTrailingZeros());
        } else if (node.has("total_token_throughput")) {
            Matcher gpus = Pattern.compile("_tp([0-9]+)_").matcher(file.toString());
            assertThat(gpus.find()).isTrue();
            found.add(node.get("total_token_throughput")
                    .decimalValue()
                    .divide(new BigDecimal(gpus.group(1)), MathContext.DECIMAL64)
                    .stripTrailingZeros());
        }
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> root.relativize(file).getNameCount() == 3)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
