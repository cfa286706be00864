package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.measure.Command.Cost;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The step that downloads against a bare client that does nothing else, turn by turn. Arguments: single artifacts
 * (5,000), milliseconds of latency of the API and of the storage (60, 40), downloads in flight (32), rounds (3).
 */
public final class Downloads {

    private static final int A_RUN = 200;

    private Downloads() {}

    public static void main(String[] args) throws IOException {
        int artifacts = argument(args, 0, 5_000);
        int api = argument(args, 1, 60);
        int blob = argument(args, 2, 40);
        int width = argument(args, 3, 32);
        int rounds = argument(args, 4, 3);
        List<Double> ratios = new ArrayList<>();
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository("InferenceMAX/InferenceMAX").lazily(artifacts / A_RUN, A_RUN);
            github.budget(Integer.MAX_VALUE, Duration.ofHours(1));
            for (int round = 0; round < rounds; round++) {
                github.latency(Duration.ofMillis(api), Duration.ofMillis(blob));
                double bare = bare(github, width);
                double step = step(github, width);
                ratios.add(step / bare);
                System.out.printf(
                        "%,d artifacts, latency %d + %d ms, %d in flight: bare client %.2f s, step %.2f s, ratio %.2f%n",
                        artifacts, api, blob, width, bare, step, step / bare);
            }
        }
        Collections.sort(ratios);
        System.out.printf("median ratio %.2f%n", ratios.get(ratios.size() / 2));
        System.exit(0);
    }

    static int argument(String[] args, int place, int otherwise) {
        return args.length > place ? Integer.parseInt(args[place]) : otherwise;
    }

    private static double bare(SampleGitHub github, int width) throws IOException {
        Path directory = Command.folder("bare-client");
        Command.java(directory, BareClient.class)
                .with(github.apiUrl().toString(), String.valueOf(width))
                .run()
                .requireGood();
        return Double.parseDouble(Files.readString(directory.resolve("out.log")).strip());
    }

    private static double step(SampleGitHub github, int width) {
        Cost cost = Command.extractor(Command.folder("downloads"), "384m")
                .with("--download=all", "--concurrency=" + width, "--api-url=" + github.apiUrl())
                .run()
                .requireGood();
        return cost.step("downloadArtifacts");
    }
}
