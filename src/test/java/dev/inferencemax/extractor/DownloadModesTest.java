package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
        }
    }

    @Test
    void allAfterAutoFetchesWhatWasLeftOutAndGivesWhatAllGives() {
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Workplace all = new Workplace(directory.resolve("all"));
            Workplace both = new Workplace(directory.resolve("both"));
            all.runHere(Workplace.backfill(github, "--concurrency=1"));
            both.runHere("--workflow=all", "--api-url=" + github.apiUrl());
            github.requests().reset();

            both.runHere(Workplace.backfill(github, "--concurrency=32"));

            assertThat(github.requests().of(Endpoint.ZIP)).isPositive();
            assertThat(both.tables()).isEqualTo(all.tables());
        }
    }

    @Test
    void aDryRunSaysWhatWouldBeDownloadedAndLeavesNothingBehind() throws IOException {
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Workplace work = new Workplace(directory.resolve("work"));

            Ended dry = work.run("--workflow=all", "--api-url=" + github.apiUrl(), "--dry-run");

            assertThat(dry.exitCode()).as(dry.said()).isZero();
            assertThat(github.requests().of(Endpoint.ZIP)).isZero();
            assertThat(dry.out())
                    .containsPattern("Runs +[0-9]+ selected, [0-9]+ of them new or changed")
                    .containsPattern("Downloads +[0-9]+ artifacts, .* MB; up to [0-9]+ single ones more")
                    .containsPattern("Requests +[0-9]+ to [0-9]+ of the API; [0-9,]+ are left of 5,000 an hour")
                    .contains("Nothing was downloaded, and nothing was changed.");
            try (Stream<Path> left = Files.list(work.path("."))) {
                assertThat(left.map(path -> path.getFileName().toString())).allMatch(file -> file.startsWith("said-"));
            }
        }
    }

    @Test
    void aDryRunAfterABackfillFindsNothingToDo() {
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Workplace work = new Workplace(directory.resolve("work"));
            work.runHere("--workflow=all", "--api-url=" + github.apiUrl());
            SortedMap<String, String> before = work.tables();

            Ended dry = work.run("--workflow=all", "--api-url=" + github.apiUrl(), "--dry-run");

            assertThat(dry.out()).contains("0 of them new or changed", "0 to 0 of the API");
            assertThat(work.tables()).isEqualTo(before);
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
