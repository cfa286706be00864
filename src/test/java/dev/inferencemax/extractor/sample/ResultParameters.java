package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a result says of itself, and what is believable where nobody said anything. Null: derived from the rest. */
final class ResultParameters {

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
    final Map<String, String> expected = new LinkedHashMap<>();
    final Set<String> flags = new TreeSet<>();
    Long seed;
    boolean rounded;

    /** The prefill or the decode side of a deployment. */
    record Role(int tp, int ep, String dpAttention, int workers, int gpus) {}

    /** GPUs that shared the work. */
    int allGpus() {
        if (generation.statesGpusAsTp()) {
            return gpus;
        }
        return generation.isMultinode() ? prefill.gpus() + decode.gpus() : tp * pp * pcp;
    }

    String servedModel() {
        return model != null ? model : MODELS.getOrDefault(prefix, prefix);
    }

    String machine() {
        String gpu = hw.toLowerCase(Locale.ROOT).replaceFirst("^cluster:", "").replaceFirst("[-_].*", "");
        return runner != null ? runner : MACHINES.getOrDefault(gpu, gpu + "-cw_0");
    }
}
