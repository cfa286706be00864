package dev.inferencemax.extractor.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image without an engine: the jar that was built, taken apart, laid out and recorded by the commands of the Dockerfile,
 * and its entry point run. Only where {@code /app} is, is another place.
 */
class ImageLayoutIT {

    private static final Pattern OF_MANY_MACHINES = Pattern.compile(
            " (jakarta[.]jms|org[.]apache[.]activemq|org[.]springframework[.](jms|integration|batch[.]integration)|io[.]netty"
                    + "|io[.]github[.]bucket4j)[.]");

    private static final Path JAR = Path.of("target/extractor.jar").toAbsolutePath();

    /** It takes a third of this; the machine may be busy. */
    private static final Duration BEARABLE = Duration.ofSeconds(20);

    private static final Dockerfile DOCKERFILE = Dockerfile.read();

    @TempDir
    private static Path image;

    @TempDir
    private Path data;

    @BeforeAll
    static void build() {
        assertThat(JAR).as("./mvnw package makes it").exists();
        Path build = folder("build");
        assertThat(run(build, true, DOCKERFILE.takingApart(), "target/extractor.jar", JAR.toString())
                        .exitCode())
                .isZero();
        for (String copy : DOCKERFILE.lastStage().all("COPY")) {
            String[] words = copy.split(" ", -1);
            merge(image.resolve(words[1].substring(1)), image.resolve(words[2].substring(1)));
        }
        Ended recorded = run(folder("recorded"), true, DOCKERFILE.recording());
        assertThat(recorded.exitCode()).as(recorded.said()).isZero();
        assertThat(image.resolve("app/extractor.jsa")).isRegularFile();
    }

    @Test
    void aBackfillComesToItsFirstStepAndToItsEnd() throws Exception {
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository().run(18984029536L).has(SampleResult.aResult().artifact());
            Instant began = Instant.now();

            List<String> command = entrypoint("--spring.batch.job.name=backfill", "--api-url=" + github.apiUrl());
            command.add(1, "-Xlog:class+load:file=" + data.resolve("classes.log"));
            Ended ended = run(data, true, command);

            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(ended.said()).as("of Java, on any release").doesNotContain("WARNING", "[warning]", "[error]");
            assertThat(data.resolve("out/history.csv")).isNotEmptyFile();
            Duration start = Duration.between(began, firstStep());
            System.out.printf("%nThe image's command comes to its first step in %.1f s%n", start.toMillis() / 1000.0);
            assertThat(start).isBetween(Duration.ofMillis(100), BEARABLE);
            assertThat(Files.readAllLines(data.resolve("classes.log")))
                    .as("what only a bucket needs is not loaded, nor what many machines need")
                    .anyMatch(line -> line.contains(" dev.inferencemax.extractor.archive.FolderArchive "))
                    .noneMatch(line -> line.contains(" software.amazon."))
                    .noneMatch(OF_MANY_MACHINES.asPredicate());
        }
    }

    @Test
    void itsClassesComeFromTheArchive() {
        List<String> command = entrypoint("--version");
        command.add(1, "-Xlog:class+load");

        assertThat(run(data, true, command).said().lines())
                .filteredOn(line -> line.contains(" dev.inferencemax.extractor.ExtractorApplication "))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("shared objects file (top)"));
    }

    @Test
    void itAddsNothingToWhatTheProgramSays() {
        assertThat(run(data, true, entrypoint("--version")).said())
                .hasLineCount(1)
                .startsWith("InferenceMAX extractor ");
        assertThat(run(data, false, entrypoint("--max-durations=5h")).exitCode())
                .isEqualTo(2);
    }

    private static List<String> entrypoint(String... arguments) {
        List<String> command = new ArrayList<>(DOCKERFILE.entrypoint());
        command.addAll(List.of(arguments));
        return command;
    }

    /** When the state says that the first step began. */
    private Instant firstStep() throws SQLException {
        try (Connection state = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("state/extractor"));
                ResultSet first =
                        state.createStatement().executeQuery("select min(start_time) from batch_step_execution")) {
            first.next();
            Timestamp time = first.getTimestamp(1);
            return time.toInstant();
        }
    }

    private record Ended(int exitCode, String said) {}

    /** A command of the Dockerfile, whose places are below here. */
    private static Ended run(Path directory, boolean withToken, List<String> words, String... replaced) {
        List<String> command = new ArrayList<>();
        for (String word : words) {
            String here = word.equals("-Duser.home=/tmp")
                    ? "-Duser.home=" + directory
                    : word.replace("/app/", image.resolve("app") + "/");
            command.add(replaced.length > 0 && word.equals(replaced[0]) ? replaced[1] : here);
        }
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        try {
            Path said = Files.createTempFile(image, "said-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
            if (withToken) {
                builder.environment().put("GITHUB_TOKEN", "a.Token.That.Nobody.Reads");
            }
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("not ended: " + command);
            }
            return new Ended(process.exitValue(), Files.readString(said, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(image.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code COPY} does: what is in one folder, into another; nothing where a layer is empty. */
    private static void merge(Path from, Path to) {
        assertThat(from).isDirectory();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.move(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
