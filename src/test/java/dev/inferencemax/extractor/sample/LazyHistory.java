package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A history of any size of which nothing is held: names and bytes follow from an index. Records differ from each other
 * always; configurations repeat from run to run, as nightly sweeps do, and are all different within one run.
 */
final class LazyHistory {

    private static final long FIRST_RUN = 21_000_000_000L;
    private static final Instant FIRST_TIME = Instant.parse("2026-01-16T00:00:00Z");
    private static final Duration BETWEEN_RUNS = Duration.ofHours(4);
    private static final List<String> GPUS = List.of("h100", "h200", "b200", "mi300x", "mi325x", "mi355x");
    private static final List<String> MODELS = List.of("gptoss", "dsr1");
    private static final int[][] LENGTHS = {{1024, 1024}, {1024, 8192}, {8192, 1024}};

    private LazyHistory() {}

    static void fill(SampleRepository repository, int runs, int artifactsPerRun, boolean aggregates) {
        for (int number = 0; number < runs; number++) {
            int run = number;
            SampleWorkflowRun made = repository
                    .run(FIRST_RUN + run * 1_000_003L)
                    .workflow("run-sweep.yml")
                    .created(FIRST_TIME.plus(BETWEEN_RUNS.multipliedBy(run)))
                    .hasLazily(artifactsPerRun, index -> single(result(run, index)));
            if (aggregates) {
                made.hasLazily(1, index -> aggregate(run, artifactsPerRun));
            }
        }
    }

    private static SampleArtifact aggregate(int run, int artifactsPerRun) {
        return anArtifact("results_bmk")
                .file(
                        "agg_bmk.json",
                        () -> PythonJson.indented(IntStream.range(0, artifactsPerRun)
                                        .mapToObj(index -> result(run, index).fields())
                                        .toList())
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** Asked for its name alone, as by most requests, it writes no JSON. */
    private static SampleArtifact single(SampleResult result) {
        String name = result.artifactName();
        return anArtifact(name).file(result.fileName(name), () -> result.json().getBytes(StandardCharsets.UTF_8));
    }

    /** N7 in even runs, N8 in odd ones. */
    static SampleResult result(int run, int index) {
        int rest = index;
        int gpu = rest % GPUS.size();
        rest /= GPUS.size();
        int model = rest % MODELS.size();
        rest /= MODELS.size();
        int lengths = rest % LENGTHS.length;
        rest /= LENGTHS.length;
        int tp = 1 << rest % 4;
        rest /= 4;
        return SampleResult.aResult(run % 2 == 0 ? Generation.G8 : Generation.G9)
                .hw(GPUS.get(gpu))
                .model(MODELS.get(model))
                .framework(model == 0 ? "vllm" : "sglang")
                .precision(model == 0 ? "fp4" : "fp8")
                .lengths(LENGTHS[lengths][0], LENGTHS[lengths][1])
                .tp(tp)
                .ep(rest % 2 == 0 ? 1 : tp)
                .conc(4 + rest)
                .seed(((long) run << 32) + index)
                .rounded();
    }
}
