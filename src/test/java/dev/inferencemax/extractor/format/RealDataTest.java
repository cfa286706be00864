package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inferencemax.extractor.benchmark.BenchmarkResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that were really published. They are no part of the project: where they are not there, nothing is tested. */
class RealDataTest {

    private final ResultFileReader reader = new ResultFileReader();

    @Test
    void readsEveryRowOfTheAggregatesOfDecember() {
        List<Reading> readings = read("archive-2025-12", "results_bmk");

        assertThat(readings).hasSize(1_622).allMatch(Reading.Result.class::isInstance);
        assertThat(configurations(readings, result -> true)).isEqualTo(572);
        assertThat(configurations(readings, ofModel("gptoss"))).isEqualTo(270);
        assertThat(configurations(readings, ofModel("dsr1"))).isEqualTo(302);
        assertThat(results(readings)).allSatisfy(result -> {
            assertThat(result.flags()).isEmpty();
            assertThat(result.unknown()).isEmpty();
        });
    }

    @Test
    void tellsGptOssConfigurationsApartAsThePythonScriptDid() {
        List<Reading> readings = read("archive-2025-12", "results_bmk");

        assertThat(results(readings)
                        .filter(ofModel("gptoss"))
                        .map(result -> result.labels().currentScriptKey())
                        .distinct())
                .hasSize(261);
    }

    @Test
    void readsEveryFileOfOctober() {
        List<Reading> readings = read("archive-2025-10", null);

        assertThat(readings).filteredOn(Reading.Result.class::isInstance).hasSize(619);
        assertThat(readings).filteredOn(Reading.NotAResult.class::isInstance).hasSize(1);
        assertThat(readings).hasSize(620);
        assertThat(results(readings)).allSatisfy(result -> {
            assertThat(result.configuration().isl()).isNotNull();
            assertThat(result.configuration().osl()).isNotNull();
            assertThat(result.flags()).noneMatch(flag -> flag.startsWith("name_json_conflict"));
            assertThat(result.unknown()).isEmpty();
        });
    }

    @Test
    void readsTheSamplesOf2026() {
        List<Reading> readings = read("samples-2026", null);

        assertThat(readings).hasSize(9).allMatch(Reading.Result.class::isInstance);
        assertThat(results(readings)).allSatisfy(result -> {
            assertThat(result.unknown()).isEmpty();
            assertThat(result.flags()).noneMatch(flag -> flag.startsWith("name_json_conflict"));
            assertThat(result.configuration().gpu()).isIn("b200", "mi355x");
        });
    }

    /** Reads a folder; artifacts are folders, unless all files have one artifact's name. */
    private List<Reading> read(String folder, String artifactName) {
        Optional<Path> root = Stream.of(System.getenv("EXTRACTOR_REAL_DATA"), "../shared/real")
                .filter(path -> path != null)
                .map(path -> Path.of(path, folder))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(root.isPresent(), "no real data here: EXTRACTOR_REAL_DATA names the folder that holds " + folder);
        List<Reading> readings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.get())) {
            files.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !path.endsWith("runs.json"))
                    .sorted()
                    .forEach(path -> readings.addAll(read(path, artifactName)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return readings;
    }

    private List<Reading> read(Path file, String artifactName) {
        String name = artifactName == null ? file.getParent().getFileName().toString() : artifactName;
        List<Reading> readings = new ArrayList<>();
        try (InputStream json = Files.newInputStream(file)) {
            reader.read(
                    new ResultFileReader.Origin(name, null, file.getFileName().toString()), json, readings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return readings;
    }

    private static long configurations(List<Reading> readings, Predicate<BenchmarkResult> which) {
        return results(readings)
                .filter(which)
                .map(result -> result.configuration().key())
                .distinct()
                .count();
    }

    private static Stream<BenchmarkResult> results(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Result.class::isInstance)
                .map(Reading.Result.class::cast)
                .map(Reading.Result::result);
    }

    private static Predicate<BenchmarkResult> ofModel(String key) {
        return result -> result.configuration().model().equals(key);
    }
}
