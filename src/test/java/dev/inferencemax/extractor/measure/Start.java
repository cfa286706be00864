package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.measure.Command.Cost;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long the packaged application takes to start, plain and as the profile {@code fast-start} prepares it: {@code --help},
 * a rebuild of an empty archive, a backfill that finds nothing new. Medians of five. Needs
 * {@code ./mvnw package -Pfast-start} before.
 */
public final class Start {

    /** Java compares the path of the jar as it was given when its classes were recorded: relative, from here. */
    private static final Path HERE = Path.of("").toAbsolutePath();

    private static final Path TARGET = Path.of("target");
    private static final int ROUNDS = 5;

    private Start() {}

    public static void main(String[] args) {
        Path fast = TARGET.resolve("fast-start");
        if (!Files.exists(fast.resolve("extractor.jsa"))) {
            System.out.println("first: ./mvnw package -Pfast-start");
            System.exit(1);
        }
        show(
                "java -jar target/extractor.jar",
                "-jar",
                TARGET.resolve("extractor.jar").toString());
        show(
                "the same, prepared",
                "-XX:SharedArchiveFile=" + fast.resolve("extractor.jsa"),
                "-jar",
                fast.resolve("extractor.jar").toString());
        System.exit(0);
    }

    private static void show(String name, String... java) {
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository("InferenceMAX/InferenceMAX").lazily(300, 2);
            Path had = Command.folder("start");
            String api = "--api-url=" + github.apiUrl();
            run(had, java, "--download=all", api);
            github.requests().reset();
            double again = median(had, java, "--download=all", api);
            System.out.printf(
                    "%s: --help %.2f s, empty rebuild %.2f s, nothing new %.2f s and %d requests each%n",
                    name,
                    median(Command.folder("start-help"), java, "--help"),
                    median(Command.folder("start-empty"), java, "--spring.batch.job.name=rebuild"),
                    again,
                    github.requests().api() / ROUNDS);
        }
    }

    private static double median(Path directory, String[] java, String... arguments) {
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            seconds[round] = run(directory, java, arguments).seconds();
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private static Cost run(Path directory, String[] java, String... arguments) {
        Command command = Command.bare(HERE, directory).with(java).with(arguments);
        if (arguments[0].equals("--help")) {
            return command.run().requireGood();
        }
        return command.with(
                        "--raw-dir=" + directory.resolve("raw"),
                        "--output-dir=" + directory.resolve("out"),
                        "--state=" + directory.resolve("state"))
                .run()
                .requireGood();
    }
}
