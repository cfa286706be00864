package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** One published result: says what the test cares about, and is believable in all else. Start at {@link #aResult()}. */
public final class SampleResult {

    private static final Map<String, String> MACHINES = Map.of(
            "h100", "h100-cw_1",
            "h200", "h200-nb_2",
            "b200", "b200-nb_0",
            "mi300x", "mi300x-oci_0",
            "mi325x", "mi325x-tw_2",
            "mi355x", "mi355x-amd_3",
            "gb200", "gb200-nv_0",
            "b300", "b300-nv_0",
            "gb300", "gb300-nv_1");

    private static final Map<String, String> MODELS = Map.of(
            "gptoss", "openai/gpt-oss-120b",
            "dsr1", "deepseek-ai/DeepSeek-R1-0528",
            "70b", "nvidia/Llama-3.3-70B-Instruct-FP8",
            "scout", "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic",
            "dsv3", "deepseek-ai/DeepSeek-V3",
            "qwen3.5", "Qwen/Qwen3.5-397B-A17B",
            "kimik2.5", "moonshotai/Kimi-K2.5",
            "dsv4", "deepseek-ai/DeepSeek-V4-Pro");

    final Parameters is = new Parameters();
    private final Map<String, Object> altered = new LinkedHashMap<>();

    /** What a record says of itself; names as in its JSON. */
    static final class Parameters {
        Generation generation = Generation.G6A;
        String prefix = "gptoss";
        String exp;
        String model;
        String hw = "h100";
        String runner;
        String framework = "vllm";
        String precision = "fp4";
        String image = "vllm/vllm-openai:v0.13.0";
        String spec = "none";
        String dpAttention = "false";
        Boolean disagg;
        int conc = 8;
        String concs;
        int isl = 1024;
        int osl = 1024;
        int tp = 8;
        int pp = 1;
        int dcp = 1;
        int pcp = 1;
        int ep = 1;
        Role prefill = new Role(4, 4, "true", 2, 8);
        Role decode = new Role(8, 8, "false", 1, 8);
        int gpus = 36;
        String tail;
        String offload = "none";
        String recipe = "9f3c12e4aa5501d27be0c4f1d8a6037b5521ce90f4e7a83b6d10c2f59e8b7a41";
        Long seed;
        boolean rounded;
    }

    /** The prefill or the decode side of a deployment. */
    record Role(int tp, int ep, String dpAttention, int workers, int gpus) {}

    private SampleResult() {}

    /** GPT-OSS on an H100 with vLLM, 1k1k, TP 8, concurrency 8, as it was published on 31 October 2025. */
    public static SampleResult aResult() {
        return new SampleResult();
    }

    public static SampleResult aResult(Generation generation) {
        return aResult().generation(generation);
    }

    public SampleResult generation(Generation generation) {
        is.generation = generation;
        return this;
    }

    /** The model's key, {@code gptoss}; sets what it is served as. */
    public SampleResult model(String prefix) {
        is.prefix = prefix;
        return this;
    }

    /** The id as served. */
    public SampleResult servedAs(String id) {
        is.model = id;
        return this;
    }

    /** First piece of the name instead of prefix and lengths, e.g. {@code 70b_test}. */
    public SampleResult exp(String exp) {
        is.exp = exp;
        return this;
    }

    public SampleResult hw(String label) {
        is.hw = label;
        return this;
    }

    /** The machine in the name, e.g. {@code h100-cw_1}; without it one that fits {@code hw}. */
    public SampleResult runner(String machine) {
        is.runner = machine;
        return this;
    }

    public SampleResult framework(String name) {
        is.framework = name;
        return this;
    }

    public SampleResult precision(String name) {
        is.precision = name;
        return this;
    }

    public SampleResult image(String name) {
        is.image = name;
        return this;
    }

    public SampleResult conc(int value) {
        is.conc = value;
        return this;
    }

    /** All concurrencies of a multinode job, as its name joins them: {@code 4x8x16}. */
    public SampleResult concs(String joined) {
        is.concs = joined;
        return this;
    }

    public SampleResult tp(int value) {
        is.tp = value;
        return this;
    }

    public SampleResult pp(int value) {
        is.pp = value;
        return this;
    }

    public SampleResult contextParallel(int decode, int prefill) {
        is.dcp = decode;
        is.pcp = prefill;
        return this;
    }

    public SampleResult ep(int value) {
        is.ep = value;
        return this;
    }

    public SampleResult dpAttention(boolean on) {
        is.dpAttention = String.valueOf(on);
        return this;
    }

    public SampleResult lengths(int input, int output) {
        is.isl = input;
        is.osl = output;
        return this;
    }

    /** {@code mtp} or {@code none}; before December 2025 it is published as {@code mtp} on or off. */
    public SampleResult spec(String decoding) {
        is.spec = decoding;
        return this;
    }

    public SampleResult disagg(boolean disaggregated) {
        is.disagg = disaggregated;
        return this;
    }

    public SampleResult prefill(int tp, int ep, boolean dpAttention, int workers, int gpus) {
        is.prefill = new Role(tp, ep, String.valueOf(dpAttention), workers, gpus);
        return this;
    }

    public SampleResult decode(int tp, int ep, boolean dpAttention, int workers, int gpus) {
        is.decode = new Role(tp, ep, String.valueOf(dpAttention), workers, gpus);
        return this;
    }

    /** Several nodes, but one role: since May 2026. */
    public SampleResult aggregatedMultinode() {
        is.decode = new Role(0, 0, "false", 0, 0);
        return disagg(false);
    }

    /** GPUs of the whole deployment, where that is all that is published. */
    public SampleResult gpus(int total) {
        is.gpus = total;
        return this;
    }

    /** End of a multinode file's name, without {@code .json}. */
    public SampleResult tail(String tail) {
        is.tail = tail;
        return this;
    }

    /** KV cache offloading of agentic runs: {@code none}, {@code cpu}, {@code ssd}; from July 2026 {@code dram}. */
    public SampleResult offload(String kind) {
        is.offload = kind;
        return this;
    }

    public SampleResult recipe(String fingerprint) {
        is.recipe = fingerprint;
        return this;
    }

    /** Same seed, same numbers. Without it they follow from the rest of the record. */
    public SampleResult seed(long seed) {
        is.seed = seed;
        return this;
    }

    /** Numbers with at most six decimals. */
    public SampleResult rounded() {
        is.rounded = true;
        return this;
    }

    /** Sets or adds a top-level field, whatever the generation says of it. */
    public SampleResult field(String key, Object value) {
        altered.put(key, value);
        return this;
    }

    public SampleResult without(String key) {
        altered.put(key, ABSENT);
        return this;
    }

    private static final Object ABSENT = new Object();

    /** The record, in the order of its keys. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = ResultFields.of(this);
        altered.forEach((key, value) -> {
            if (value == ABSENT) {
                fields.remove(key);
            } else {
                fields.put(key, value);
            }
        });
        return fields;
    }

    public String json() {
        return PythonJson.indented(fields());
    }

    public String artifactName() {
        return ResultNames.artifact(this);
    }

    /** The file that holds this record in an artifact of that name. */
    public String fileName(String artifactName) {
        return ResultNames.file(this, artifactName);
    }

    /** An artifact with this record alone, named as the grammar of its time says. */
    public SampleArtifact artifact() {
        return SampleArtifact.anArtifact(artifactName()).with(this);
    }

    boolean isAltered(String key) {
        return altered.containsKey(key);
    }

    String servedModel() {
        return is.model != null ? is.model : MODELS.getOrDefault(is.prefix, is.prefix);
    }

    String machine() {
        String gpu =
                is.hw.toLowerCase(Locale.ROOT).replaceFirst("^cluster:", "").replaceFirst("[-_].*", "");
        return is.runner != null ? is.runner : MACHINES.getOrDefault(gpu, gpu + "-cw_0");
    }

    boolean isDisaggregated() {
        return is.disagg != null ? is.disagg : is.generation.isMultinode();
    }

    Figures figures() {
        return new Figures(seed(), is.rounded);
    }

    long seed() {
        return is.seed != null
                ? is.seed
                : new SplittableRandom(ResultNames.artifact(this).hashCode() * 31L + is.conc).nextLong();
    }
}
