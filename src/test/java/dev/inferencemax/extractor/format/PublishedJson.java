package dev.inferencemax.extractor.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A record as upstream's scripts wrote it in a given generation, and its way through the reader. Shares no code with it. */
final class PublishedJson {

    private static final String[] LATENCIES = {"ttft", "tpot", "itl", "e2el"};

    private final Map<String, String> fields = new LinkedHashMap<>();
    private String artifact = "run";
    private String workflow;
    private String file = "result.json";

    static PublishedJson empty() {
        return new PublishedJson();
    }

    /** G2: nothing but GPU, size, load and metrics. */
    static PublishedJson g2() {
        return empty().with("hw", "h200")
                .with("tp", 8)
                .with("conc", 16)
                .with("model", "deepseek-ai/DeepSeek-R1-0528")
                .with("tput_per_gpu", 812.5)
                .withLatencies("mean", "median", "std", "p99");
    }

    /** G3 and G4a. */
    static PublishedJson g4a() {
        return g2().with("framework", "sglang").with("precision", "fp8");
    }

    static PublishedJson g4c() {
        return g4a().with("output_tput_per_gpu", 400.25).with("input_tput_per_gpu", 412.25);
    }

    /** The branch of October: expert parallelism, but no input throughput. */
    static PublishedJson g4br() {
        return g4a().with("output_tput_per_gpu", 400.25).with("ep", 1).with("dp_attention", "false");
    }

    static PublishedJson g6f() {
        return g4c().with("ep", 1)
                .with("dp_attention", "false")
                .with("disagg", false)
                .with("isl", 1024)
                .with("osl", 1024);
    }

    /** Schema v2 on one node, G6g to G9. */
    static PublishedJson v2() {
        return g6f().with("image", "lmsysorg/sglang:v0.5.5")
                .with("infmax_model_prefix", "dsr1")
                .with("spec_decoding", "none")
                .with("is_multinode", false);
    }

    /** Schema v2 on several nodes. */
    static PublishedJson v2Multinode() {
        return v2().without("tp")
                .without("ep")
                .without("dp_attention")
                .with("hw", "gb200")
                .with("framework", "dynamo-trt")
                .with("disagg", true)
                .with("is_multinode", true)
                .with("prefill_tp", 4)
                .with("prefill_ep", 4)
                .with("prefill_dp_attention", "true")
                .with("prefill_num_workers", 5)
                .with("decode_tp", 32)
                .with("decode_ep", 32)
                .with("decode_dp_attention", "true")
                .with("decode_num_workers", 1)
                .with("num_prefill_gpu", 20)
                .with("num_decode_gpu", 32);
    }

    /** M2: {@code tp} is the number of GPUs. */
    static PublishedJson m2() {
        return g4a().with("hw", "gb200")
                .with("tp", 36)
                .with("conc", 512)
                .with("framework", "dynamo-trtllm")
                .with("precision", "fp4")
                .with("mtp", "on");
    }

    /** A2: flat, no lengths. */
    static PublishedJson agenticFlat() {
        return v2().without("isl")
                .without("osl")
                .with("scenario_type", "agentic-coding")
                .with("offloading", "cpu")
                .with("num_requests_total", 120)
                .with("num_requests_successful", 118)
                .with("p75_ttft", 0.75)
                .with("p95_qps", 3)
                .with("mean_intvty", 55.5);
    }

    /** A3: nested. */
    static PublishedJson agenticNested() {
        return v2().without("isl")
                .without("osl")
                .without("tput_per_gpu")
                .without("output_tput_per_gpu")
                .without("input_tput_per_gpu")
                .withoutLatencies()
                .with("scenario_type", "agentic-coding")
                .with("kv_offloading", "dram")
                .withJson("kv_offload_backend", "{\"name\":\"lmcache\"}")
                .with("num_requests_successful", 118)
                .withJson("request_accounting", "{\"records_total\":120,\"error_categories\":{\"timeout\":2}}")
                .withJson("warnings", "[\"cache cold\"]")
                .withJson("request_metrics", """
                        {"qps":{"mean":1.5},
                         "latency":{"ttft":{"mean":0.5,"p50":0.25,"p75":0.75,"std":0.1},
                                    "intvty":{"mean":60.5,"p50":61},"e2e_norm_intvty":{"p90":40}},
                         "throughput":{"total":{"tokens_per_second":8000},"duration_seconds":1800,
                                       "per_gpu":{"total_tput_tps":1000.5,"output_tput_tps":100,"input_tput_tps":900.5}},
                         "cache":{"theoretical_cache_hit_rate":0.9}}
                        """);
    }

    /** G1: the client's own report. */
    static PublishedJson raw() {
        return empty().with("date", "20250812-190102")
                .with("backend", "vllm")
                .with("model_id", "nvidia/Llama-3.3-70B-Instruct-FP8")
                .with("num_prompts", 640)
                .with("request_rate", "inf")
                .with("max_concurrency", 64)
                .with("duration", 100.5)
                .with("request_goodput:", 1.25)
                .with("output_throughput", 800)
                .with("total_token_throughput", 1600.5)
                .with("mean_ttft_ms", 250.5)
                .with("mean_tpot_ms", 20)
                .with("std_tpot_ms", 0)
                .withJson("input_lens", "[1024,1000]")
                .withJson("itls", "[[0.1,0.2],[0.3]]")
                .withJson("generated_texts", "[\"a\",\"b\"]");
    }

    PublishedJson with(String field, Object value) {
        return withJson(field, value instanceof String text ? quoted(text) : String.valueOf(value));
    }

    /** A field whose value is given as it stands in the file, {@code NaN} too. */
    PublishedJson withJson(String field, String json) {
        fields.put(field, json);
        return this;
    }

    PublishedJson without(String field) {
        fields.remove(field);
        return this;
    }

    private PublishedJson withLatencies(String... statistics) {
        for (String statistic : statistics) {
            for (String latency : LATENCIES) {
                with(statistic + "_" + latency, 0.5);
            }
            with(statistic + "_intvty", 2.0);
        }
        return this;
    }

    private PublishedJson withoutLatencies() {
        fields.keySet().removeIf(field -> field.matches("(mean|median|std|p99)_.*"));
        return this;
    }

    PublishedJson inArtifact(String name) {
        this.artifact = name;
        return this;
    }

    PublishedJson inFile(String name) {
        this.file = name;
        return this;
    }

    PublishedJson ofWorkflow(String fileName) {
        this.workflow = fileName;
        return this;
    }

    String json() {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The one reading of the one record. */
    Reading reading() {
        List<Reading> readings = read(json(), artifact, workflow, file);
        if (readings.size() != 1) {
            throw new AssertionError("not one reading but " + readings);
        }
        return readings.get(0);
    }

    static List<Reading> read(String json, String artifact) {
        return read(json, artifact, null, "result.json");
    }

    static List<Reading> read(String json, String artifact, String workflow, String file) {
        return read(json.getBytes(StandardCharsets.UTF_8), artifact, workflow, file);
    }

    static List<Reading> read(byte[] bytes, String artifact, String workflow, String file) {
        List<Reading> readings = new ArrayList<>();
        try {
            new ResultFileReader()
                    .read(
                            new ResultFileReader.Origin(artifact, workflow, file),
                            new ByteArrayInputStream(bytes),
                            readings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return readings;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
