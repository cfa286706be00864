package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One published result: says what the test cares about, and is believable in all else. Start at {@link #aResult()}. */
public final class SampleResult {

    final ResultParameters is = new ResultParameters();
    private final Map<String, Object> altered = new LinkedHashMap<>();

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
        is.prefill = new ResultParameters.Role(tp, ep, String.valueOf(dpAttention), workers, gpus);
        return this;
    }

    public SampleResult decode(int tp, int ep, boolean dpAttention, int workers, int gpus) {
        is.decode = new ResultParameters.Role(tp, ep, String.valueOf(dpAttention), workers, gpus);
        return this;
    }

    /** Several nodes, but one role: since May 2026. */
    public SampleResult aggregatedMultinode() {
        is.decode = new ResultParameters.Role(0, 0, "false", 0, 0);
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

    /** What the dataset says in a column, where that does not follow from the generation. */
    public SampleResult expects(String column, String cell) {
        is.expected.put(column, cell);
        return this;
    }

    /** What the dataset has against the record, where that does not follow from the generation. */
    public SampleResult flagged(String... flags) {
        is.flags.addAll(List.of(flags));
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

    boolean isDisaggregated() {
        return is.disagg != null ? is.disagg : is.generation.isMultinode();
    }

    Figures figures() {
        return new Figures(this, is.rounded);
    }

    long seed() {
        return is.seed != null
                ? is.seed
                : new SplittableRandom(ResultNames.artifact(this).hashCode() * 31L + is.conc).nextLong();
    }
}
