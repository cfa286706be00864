package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregates first, and singly only what they lack: the same measurements for fewer requests. */
class DownloadModesTest {

    /** What the name of a single artifact adds, or where a row was found. */
    private static final List<String> MAY_DIFFER = List.of(
            "artifact_id",
            "artifact_name",
            "artifact_file",
            "record_index",
            "runner",
            "runner_index",
            "format",
            "flags");

    @TempDir
    private Path directory;

    static Stream<Arguments> histories() {
        return Stream.of(
                Arguments.of("believable", (Consumer<SampleGitHub>) SampleHistory::believable),
                Arguments.of("every format", (Consumer<SampleGitHub>) SampleHistory::ofEveryFormat));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void autoAndAllGiveTheSameMeasurements(String name, Consumer<SampleGitHub> history) {
        try (SampleGitHub github = SampleGitHub.start()) {
            history.accept(github);
            Workplace all = new Workplace(directory.resolve("all"));
            Workplace auto = new Workplace(directory.resolve("auto"));

            int allEnded = all.runHere(Workplace.backfill(github));
            long zipsOfAll = github.requests().of(Endpoint.ZIP);
            int autoEnded = auto.runHere("--workflow=all", "--api-url=" + github.apiUrl());
            long zipsOfAuto = github.requests().of(Endpoint.ZIP) - zipsOfAll;

            assertThat(autoEnded).isEqualTo(allEnded);
            assertThat(measured(auto)).containsExactlyInAnyOrderElementsOf(measured(all));
            assertThat(zipsOfAuto).isLessThan(zipsOfAll);
            System.err.println(name + ": " + zipsOfAuto + " of " + zipsOfAll);
        }
    }

    private static List<String> measured(Workplace work) {
        return work.rows("history.csv").stream()
                .map(row -> {
                    Map<String, String> rest = new TreeMap<>(row);
                    rest.keySet().removeAll(MAY_DIFFER);
                    return rest.entrySet().stream()
                            .filter(cell -> !cell.getValue().isEmpty())
                            .map(Object::toString)
                            .collect(Collectors.joining(" "));
                })
                .toList();
    }
}
