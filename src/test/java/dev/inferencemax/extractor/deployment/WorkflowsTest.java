package dev.inferencemax.extractor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.cli.TypedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What GitHub runs for the project: nobody's code but what is pinned, no right that is not needed, the README's commands. */
class WorkflowsTest {

    private static final Path FOLDER = Path.of(".github/workflows");
    private static final Set<String> OF_A_WORKFLOW = Set.of("name", "on", "permissions", "concurrency", "env", "jobs");
    private static final Set<String> OF_A_JOB =
            Set.of("name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "strategy", "env", "steps");
    private static final Set<String> OF_A_STEP = Set.of("name", "id", "if", "uses", "with", "run", "env");
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w.-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void thereIsABuildAReleaseAndAWeeklyLook() throws IOException {
        assertThat(workflows().map(file -> file.getFileName().toString()))
                .containsExactly("build.yml", "release.yml", "weekly.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void oneConsistsOfWordsThatGitHubKnows(Path file) {
        Map<Object, Object> workflow = read(file);

        // YAML 1.1 takes "on" for yes
        assertThat(workflow.keySet()).map(key -> key.equals(true) ? "on" : key).isSubsetOf(OF_A_WORKFLOW);
        assertThat(jobs(file).values()).isNotEmpty().allSatisfy(job -> {
            assertThat(job.keySet()).isSubsetOf(OF_A_JOB);
            assertThat(job).containsKeys("runs-on", "timeout-minutes", "steps");
        });
        assertThat(steps(file)).allSatisfy(step -> {
            assertThat(step.keySet()).isSubsetOf(OF_A_STEP);
            assertThat(step.containsKey("uses")).isNotEqualTo(step.containsKey("run"));
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedByItsCommitAndSaysItsVersion(Path file) {
        List<String> used = Pattern.compile("uses: (.*)")
                .matcher(Manifests.text(file))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(used)
                .hasSameSizeAs(steps(file).stream()
                        .filter(step -> step.containsKey("uses"))
                        .toList())
                .isNotEmpty()
                .allMatch(action -> PINNED.matcher(action).matches());
    }

    @Test
    void oneActionIsOneCommitEverywhere() throws IOException {
        assertThat(workflows()
                        .flatMap(file -> steps(file).stream())
                        .filter(step -> step.containsKey("uses"))
                        .map(step -> step.get("uses").toString())
                        .distinct()
                        .map(action -> action.substring(0, action.indexOf('@'))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void noJobHasARightThatItIsNotGiven(Path file) {
        assertThat(read(file)).containsEntry("permissions", Map.of());
        assertThat(jobs(file).values()).allSatisfy(job -> {
            Map<?, ?> permissions = (Map<?, ?>) job.get("permissions");
            assertThat(permissions).isNotEmpty();
            if (!file.endsWith("release.yml")) {
                assertThat(permissions).isEqualTo(Map.of("contents", "read"));
            }
        });
        assertThat(steps(file))
                .filteredOn(step -> step.getOrDefault("uses", "").toString().startsWith("actions/checkout@"))
                .allSatisfy(step -> assertThat(step.get("with")).isEqualTo(Map.of("persist-credentials", false)));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void noCommandIsPutTogetherOfWhatOthersWrote(Path file) {
        assertThat(commands(file)).allSatisfy(command -> assertThat(command).doesNotContain("${{"));
    }

    @Test
    void theCommandsOfMavenAreThoseThatAreWrittenDown() throws IOException {
        String written = Manifests.text(Path.of("README.md")) + Manifests.text(Path.of("CONTRIBUTING.md"));
        List<String> maven = workflows()
                .flatMap(file -> commands(file).stream())
                .flatMap(String::lines)
                .filter(line -> line.contains("mvnw"))
                .map(String::strip)
                .toList();

        assertThat(maven)
                .contains("./mvnw verify")
                .allSatisfy(command -> assertThat(written).contains(command));
    }

    @Test
    void theWeeklyCommandIsOneThatTheProgramUnderstands() {
        List<String> words = commands(FOLDER.resolve("weekly.yml")).stream()
                .filter(command -> command.startsWith("java -jar target/extractor.jar "))
                .map(command -> List.of(command.strip().split(" ", -1)))
                .findFirst()
                .orElseThrow();

        assertThat(TypedCommand.job(Map.of(), words.subList(3, words.size()))).isEqualTo("backfill");
        assertThat(TypedCommand.value("--max-duration", Map.of(), words.subList(3, words.size())))
                .isEqualTo("40m");
    }

    @Test
    void theProgramsThatAreCalledAreThere() throws IOException {
        assertThat(Path.of(".ci/same-bytes")).isExecutable();
        assertThat(workflows().flatMap(file -> commands(file).stream())).contains(".ci/same-bytes");
    }

    @Test
    void theUpdaterFindsTheBasesOfTheImage() throws IOException {
        JsonNode renovate =
                JsonMapper.shared().readTree(Path.of(".github/renovate.json").toFile());
        String dockerfile = Manifests.text(Dockerfile.FILE);
        List<String> found = new ArrayList<>();
        renovate.at("/customManagers/0/matchStrings")
                .forEach(match -> Pattern.compile(match.asString())
                        .matcher(dockerfile)
                        .results()
                        .forEach(base -> found.add(base.group(2) + ":" + base.group(3))));

        assertThat(found).containsExactly("eclipse-temurin:25-jdk", "eclipse-temurin:25-jre");
    }

    private static Map<Object, Object> read(Path file) {
        LoaderOptions strictly = new LoaderOptions();
        strictly.setAllowDuplicateKeys(false);
        return new Yaml(strictly).load(Manifests.text(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> jobs(Path file) {
        return (Map<String, Map<String, Object>>) read(file).get("jobs");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> steps(Path file) {
        return jobs(file).values().stream()
                .flatMap(job -> ((List<Map<String, Object>>) job.get("steps")).stream())
                .toList();
    }

    private static List<String> commands(Path file) {
        return steps(file).stream()
                .filter(step -> step.containsKey("run"))
                .map(step -> step.get("run").toString())
                .toList();
    }
}
