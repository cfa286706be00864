package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.archive.Limits;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.archive.ZipReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the zip of an artifact to its results, against no more than unzipping the same bytes and reading the JSON as a
 * tree: safety, identity and meaning may cost at most twice as much again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"}) // no measuring of page faults
public class ParsingBenchmark {

    private static final double MOST = 3;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final String SINGLE_NODE = "dsr1_1k1k_fp8_sglang_tp8_conc16_h200-nb_0";

    /** A family of records, as one artifact of it. */
    public enum Family {
        RAW_CLIENT_REPORT("70b_1k1k_tp8_conc64_h100-cw_1", rawReport()),
        SINGLE_NODE_G2("dsr1_1k1k_tp8_conc16_h200-nb_0", PublishedJson.g2().json()),
        SINGLE_NODE_G4(SINGLE_NODE, PublishedJson.g4c().json()),
        SINGLE_NODE_V2(
                "bmk_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc16_h200-nb_0",
                PublishedJson.v2().json()),
        LEGACY_MULTINODE(
                "dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0",
                PublishedJson.m2().json()),
        MULTINODE(
                "bmk_dsr1_8k1k_fp4_ptp4pep4_dtp32dep32_dynamo-trt_specdec-none_conc16_gb200-nv_0",
                PublishedJson.v2Multinode().json()),
        AGENTIC_FLAT("bmk_agentic_dsr1", PublishedJson.agenticFlat().json()),
        AGENTIC_NESTED("bmk_agentic_dsr1", PublishedJson.agenticNested().json()),
        AGGREGATE_OF_150("results_bmk", aggregate(150));

        private final String artifact;
        private final String json;

        Family(String artifact, String json) {
            this.artifact = artifact;
            // numbers as long as those of real files
            this.json = json.replace(":0.5,", ":0.48231907164205183,").replace(":2.0,", ":20.733183520599255,");
        }

        private static String aggregate(int rows) {
            return IntStream.range(0, rows)
                    .mapToObj(row -> PublishedJson.v2().with("conc", row + 1).json())
                    .collect(Collectors.joining(",", "[", "]"));
        }

        /** With the latencies of every token of 64 requests. */
        private static String rawReport() {
            String tokens = "[" + "0.018734,".repeat(500) + "0.02]";
            return PublishedJson.raw()
                    .withJson("itls", "[" + (tokens + ",").repeat(63) + tokens + "]")
                    .json();
        }
    }

    @Param
    public Family family;

    private byte[] zip;

    @Setup
    public void pack() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("agg_" + family.artifact + ".json"));
            out.write(family.json.getBytes(StandardCharsets.UTF_8));
        }
        zip = bytes.toByteArray();
    }

    @Benchmark
    public List<JsonNode> bareTree() throws IOException {
        List<JsonNode> trees = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            while (in.getNextEntry() != null) {
                trees.add(JSON.readTree(in.readAllBytes()));
            }
        }
        return trees;
    }

    @Benchmark
    public List<Reading> results() throws IOException, UnusableZip {
        List<Reading> readings = new ArrayList<>();
        ResultFileReader reader = new ResultFileReader();
        ZipReader.read(
                zip,
                Limits.ordinary(),
                (name, size, content) -> reader.read(
                        new ResultFileReader.Origin(family.artifact, "run-sweep.yml", name), content, readings::add));
        if (!readings.stream().allMatch(Reading.Result.class::isInstance)) {
            throw new IllegalStateException(readings.toString());
        }
        return readings;
    }

    /**
     * Runs it with JMH's own options, {@code -p family=MULTINODE}, and fails where it is too slow. Medians are compared:
     * what else the machine does falls into the tail.
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(ParsingBenchmark.class.getName())
                        .build())
                .run();
        Map<Family, double[]> scores = new TreeMap<>();
        runs.forEach(run -> {
            boolean bare = run.getParams().getBenchmark().endsWith("bareTree");
            scores.computeIfAbsent(Family.valueOf(run.getParams().getParam("family")), family -> new double[2])[
                            bare ? 0 : 1] =
                    run.getPrimaryResult().getStatistics().getPercentile(50);
        });
        System.out.printf("%n%-20s %12s %12s %6s%n", "", "bare tree", "results", "ratio");
        scores.forEach((family, score) ->
                System.out.printf("%-20s %9.1f us %9.1f us %6.2f%n", family, score[0], score[1], score[1] / score[0]));
        if (scores.values().stream().anyMatch(score -> score[1] > MOST * score[0])) {
            System.out.printf("more than %.0f times the bare tree%n", MOST);
            System.exit(1);
        }
    }
}
