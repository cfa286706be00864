package dev.inferencemax.extractor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.cli.TypedCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the image is by its text; that the command in it works is tried where the jar is built. */
class DockerfileTest {

    private static final Dockerfile DOCKERFILE = Dockerfile.read();

    @Test
    void itsBasesArePinnedByDigest() {
        List<String> arguments = DOCKERFILE.all("ARG");

        assertThat(arguments)
                .filteredOn(argument -> argument.contains("_DIGEST=sha256:"))
                .hasSize(2)
                .allMatch(argument -> argument.matches("J(DK|RE)_DIGEST=sha256:[0-9a-f]{64}"));
        assertThat(DOCKERFILE.all("FROM")).containsExactly("${JDK} AS build", "${JRE}");
        assertThat(arguments)
                .contains("JDK=eclipse-temurin:25-jdk@${JDK_DIGEST}", "JRE=eclipse-temurin:25-jre@${JRE_DIGEST}");
    }

    @Test
    void itRunsAsANumberThatIsNotRoot() {
        assertThat(DOCKERFILE.lastStage().all("USER")).containsExactly("10001:10001");
        assertThat(DOCKERFILE
                        .lastStage()
                        .instructions()
                        .get(DOCKERFILE.lastStage().instructions().size() - 1)
                        .name())
                .as("nothing after it")
                .isEqualTo("ENTRYPOINT");
    }

    @Test
    void signalsReachJavaAndNothingProbesAJob() {
        assertThat(DOCKERFILE.entrypoint()).first().isEqualTo("java");
        assertThat(DOCKERFILE.entrypoint()).endsWith("-jar", "/app/extractor.jar");
        assertThat(DOCKERFILE.all("CMD")).isEmpty();
        assertThat(DOCKERFILE.all("HEALTHCHECK")).isEmpty();
        assertThat(DOCKERFILE.all("EXPOSE")).isEmpty();
    }

    @Test
    void theClassesAreRecordedForTheJarThatRuns() {
        assertThat(DOCKERFILE.recording())
                .contains("-XX:ArchiveClassesAtExit=/app/extractor.jsa", "-jar", "/app/extractor.jar");
        assertThat(DOCKERFILE.entrypoint()).contains("-XX:SharedArchiveFile=/app/extractor.jsa");
        assertThat(TypedCommand.job(
                        Map.of(),
                        DOCKERFILE
                                .recording()
                                .subList(
                                        DOCKERFILE.recording().indexOf("/app/extractor.jar") + 1,
                                        DOCKERFILE.recording().size())))
                .isEqualTo("rebuild");
    }

    @Test
    void everyLayerIsCopiedWhatSeldomChangesFirst() {
        assertThat(DOCKERFILE.lastStage().all("COPY"))
                .containsExactly(
                        "--from=build /build/layers/dependencies/ /app/",
                        "--from=build /build/layers/spring-boot-loader/ /app/",
                        "--from=build /build/layers/snapshot-dependencies/ /app/",
                        "--from=build /build/layers/application/ /app/");
    }

    @Test
    void itSaysWhatItIs() throws Exception {
        assertThat(String.join(" ", DOCKERFILE.lastStage().all("LABEL")))
                .contains(Stream.of("title", "description", "licenses", "version", "revision", "source")
                        .map(label -> "org.opencontainers.image." + label + "=")
                        .toList());
        assertThat(DOCKERFILE.lastStage().all("ARG")).contains("VERSION=" + versionOfThePom());
    }

    @Test
    void theManifestsNameTheImageOfThisVersion() throws Exception {
        assertThat(Manifests.text(Manifests.HOME.resolve("components/image/kustomization.yaml")))
                .contains("newTag: " + versionOfThePom() + "\n");
    }

    @Test
    void whatTheBuildCopiesIsLetIn() throws Exception {
        List<String> letIn = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = DOCKERFILE.all("COPY").stream()
                .filter(words -> !words.startsWith("--from"))
                .flatMap(words -> Stream.of(words.split(" ", -1))
                        .limit(words.chars().filter(c -> c == ' ').count()))
                .toList();

        assertThat(letIn).containsExactlyInAnyOrderElementsOf(copied);
        assertThat(copied).allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    private static String versionOfThePom() {
        return Pattern.compile("<artifactId>extractor</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Manifests.text(Path.of("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
