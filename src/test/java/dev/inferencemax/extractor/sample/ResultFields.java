package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What stands under each key of a flat record; which keys there are, and in which order, says {@link Generation}. */
final class ResultFields {

    private static final Map<String, Function<SampleResult, Object>> VALUES = values();

    private ResultFields() {}

    static Map<String, Object> of(SampleResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Figures figures = result.figures();
        for (String key : result.is.generation.keys()) {
            switch (key) {
                case "@" -> fields.putAll(figures.block(Figures.FOUR));
                case "@6" -> fields.putAll(figures.block(Figures.SIX));
                case "@raw" -> fields.putAll(RawReport.of(result));
                case "@ttlt", "@agentic1", "@agentic2", "@agentic3" -> AgenticBlock.of(key, result, figures, fields);
                default -> fields.put(key, value(key, result, figures));
            }
        }
        return fields;
    }

    private static Object value(String key, SampleResult result, Figures figures) {
        return switch (key) {
            case "tput_per_gpu" -> figures.tput();
            case "output_tput_per_gpu" -> figures.outputTput();
            case "input_tput_per_gpu" -> figures.inputTput();
            case "avg_power_w", "prefill_avg_power_w", "decode_avg_power_w" -> figures.power();
            case "avg_total_gpu_power_w" -> figures.other(5200);
            case "total_gpu_energy_j", "prefill_gpu_energy_j", "decode_gpu_energy_j" -> figures.other(900_000);
            case "joules_per_successful_query" -> figures.other(1200);
            default ->
                key.contains("joules_per")
                        ? (Object) figures.other(0.6)
                        : VALUES.get(key).apply(result);
        };
    }

    private static Map<String, Function<SampleResult, Object>> values() {
        Map<String, Function<SampleResult, Object>> values = new LinkedHashMap<>();
        values.put("hw", result -> result.is.generation == Generation.G6B ? result.is.machine() : result.is.hw);
        values.put("tp", ResultFields::tp);
        values.put(
                "ep",
                result -> result.is.generation == Generation.A3_MULTI
                        ? Math.max(result.is.prefill.ep(), result.is.decode.ep())
                        : result.is.ep);
        values.put("dp_attention", result -> result.is.dpAttention);
        values.put("conc", result -> result.is.conc);
        values.put("users", result -> result.is.conc);
        values.put("image", result -> result.is.image);
        values.put("model", result -> result.is.servedModel());
        values.put("infmax_model_prefix", result -> result.is.prefix);
        values.put("framework", result -> result.is.framework);
        values.put("precision", result -> result.is.precision);
        values.put("spec_decoding", result -> result.is.spec);
        values.put("mtp", result -> ResultNames.mtp(result.is));
        values.put("disagg", SampleResult::isDisaggregated);
        values.put("recipe_fingerprint", result -> result.is.recipe);
        values.put("isl", result -> result.is.isl);
        values.put("osl", result -> result.is.osl);
        values.put("router", result -> router());
        values.put("kv_p2p_transfer", result -> "nixl");
        values.put("is_multinode", result -> result.is.generation.isMultinode());
        values.put("pp", result -> result.is.pp);
        values.put("dcp_size", result -> result.is.dcp);
        values.put("pcp_size", result -> result.is.pcp);
        role(values, "prefill", result -> result.is.prefill);
        role(values, "decode", result -> result.is.decode);
        values.put("prefill_hw", result -> result.is.hw);
        values.put("decode_hw", result -> result.is.hw);
        values.put("power_valid", result -> 1);
        values.put("power_metric_schema_version", result -> 2);
        values.put("scenario_type", result -> "agentic-coding");
        values.put("offloading", result -> result.is.offload);
        values.put("offload_mode", result -> result.is.offload.equals("none") ? "off" : "on");
        values.put("kv_offloading", result -> result.is.offload);
        values.put("kv_offload_backend", result -> result.is.offload.equals("none") ? null : Map.of("name", "native"));
        values.put("allocated_cpu_dram_gb", result -> result.is.offload.equals("none") ? 0 : 1500);
        values.put("num_requests_total", result -> 271);
        values.put("num_requests_successful", result -> 152);
        return values;
    }

    private static void role(
            Map<String, Function<SampleResult, Object>> values,
            String name,
            Function<SampleResult, ResultParameters.Role> role) {
        values.put(name + "_tp", result -> role.apply(result).tp());
        values.put(name + "_ep", result -> role.apply(result).ep());
        values.put(name + "_dp_attention", result -> role.apply(result).dpAttention());
        values.put(name + "_num_workers", result -> role.apply(result).workers());
        values.put(name + "_pp", result -> 1);
        values.put(name + "_dcp_size", result -> 1);
        values.put(name + "_pcp_size", result -> 1);
        values.put("num_" + name + "_gpu", result -> role.apply(result).gpus());
    }

    private static int tp(SampleResult result) {
        ResultParameters is = result.is;
        if (is.generation.statesGpusAsTp()) {
            return is.gpus;
        }
        return is.generation == Generation.A3_MULTI ? is.prefill.tp() + is.decode.tp() : is.tp;
    }

    private static Map<String, Object> router() {
        Map<String, Object> router = new LinkedHashMap<>();
        router.put("name", "dynamo");
        router.put("version", "0.7.0");
        return router;
    }
}
