package dev.inferencemax.extractor.sample;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the dataset says of a result, by column: from what the builder knows and its generation publishes, never by
 * reading anything back. Columns that are not decided by the record and the name of its artifact are left out.
 */
final class ExpectedCells {

    private static final Pattern LENGTHS = Pattern.compile("(^|_)[0-9]+k[0-9]+k(_|$)|_[0-9]+_[0-9]+$");
    private static final Map<String, String> FRAMEWORKS = Map.of("trtllm", "trt", "dynamo-trtllm", "dynamo-trt");
    private static final List<String> SIZES = List.of("tp", "pp", "dcp_size", "pcp_size", "ep", "dp_attention");

    private final SampleResult result;
    private final boolean single;
    private final ResultParameters is;
    private final Generation generation;
    private final Map<String, Object> published;
    private final Map<String, String> cells = new LinkedHashMap<>();
    private final Set<String> flags = new TreeSet<>();

    /** @param single whether it was met in an artifact of its own, whose name tells more */
    ExpectedCells(SampleResult result, boolean single) {
        this.result = result;
        this.single = single;
        is = result.is;
        generation = is.generation;
        published = result.fields();
        origin();
        configuration();
        labels();
        parallelism();
        new ExpectedMetrics(result, published).into(cells);
        cells.putAll(is.expected);
        flags.addAll(is.flags);
    }

    Map<String, String> cells() {
        return cells;
    }

    /** All that a reader may raise about the record. */
    Set<String> flags() {
        return flags;
    }

    private void origin() {
        String machine = is.machine();
        cells.put("runner", single ? machine.replaceFirst("_[0-9]+$", "") : "");
        cells.put("runner_index", single && machine.contains("_") ? number(machine.replaceFirst(".*_", "")) : "");
        if (single) {
            cells.put("format", generation.grammar());
        }
    }

    private void configuration() {
        String hw = generation.isRaw() ? is.machine().replaceFirst("_[0-9]+$", "") : text("hw");
        boolean named = single && generation.grammar().compareTo("N1") != 0 && generation != Generation.G3C;
        cells.put("model", is.prefix.replaceFirst("-(fp4|fp8|mxfp4|nvfp4)$", ""));
        cells.put("gpu", hw.replaceFirst("^cluster:", "").replaceFirst("[-_].*", ""));
        cells.put("hw", hw);
        String framework = generation.publishes("framework") || named ? is.framework : "";
        cells.put("framework", FRAMEWORKS.getOrDefault(framework, framework));
        cells.put("framework_raw", framework);
        cells.put("precision", generation.publishes("precision") || named ? is.precision : "");
        cells.put("spec_decoding", is.spec);
        if (!generation.statesGpusAsTp() || generation.publishes("disagg")) {
            cells.put("disagg", String.valueOf(result.isDisaggregated()));
        }
        cells.put("is_multinode", String.valueOf(generation.isMultinode()));
        cells.put("scenario", generation.isAgentic() ? "agentic-coding" : "fixed-seq");
        cells.put("conc", String.valueOf(is.conc));
        oddities();
        lengths();
    }

    private void labels() {
        cells.put("model_id", is.servedModel());
        for (String label : List.of("image", "recipe_fingerprint", "kv_p2p_transfer", "prefill_hw", "decode_hw")) {
            cells.put(label, text(label));
        }
        cells.put(
                "kv_offloading",
                Stream.of("kv_offloading", "offloading", "offload_mode")
                        .map(this::text)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
        if (published.get("router") instanceof Map<?, ?> router) {
            cells.put("router", PythonJson.compact(new TreeMap<>(router)));
        }
    }

    /** What the record shows at a glance to be unlike others. */
    private void oddities() {
        if ((generation == Generation.G6B ? is.machine() : is.hw).matches(".*_[0-9]+")) {
            flags.add("hw_is_machine");
        }
        if (generation.hasRoles()) {
            oddities("prefill", is.prefill);
            oddities("decode", is.decode);
        }
    }

    private void oddities(String name, ResultParameters.Role role) {
        if (role.tp() * role.workers() != role.gpus()) {
            flags.add("role_sizes_disagree:" + name);
        }
    }

    private void lengths() {
        boolean inName = is.exp == null || LENGTHS.matcher(is.exp).find();
        boolean known = !generation.isAgentic() && (generation.publishes("isl") || inName);
        cells.put("isl", known ? String.valueOf(is.isl) : "");
        cells.put("osl", known ? String.valueOf(is.osl) : "");
        if (known && !generation.publishes("isl") && !is.expected.containsKey("isl")) {
            flags.add("isl_osl_from_name");
        }
    }

    private void parallelism() {
        boolean oneNode = !generation.isMultinode();
        boolean epKnown = oneNode && generation.publishes("ep");
        for (String size : SIZES) {
            cells.put(size, oneNode ? text(size) : "");
        }
        cells.put("tp", oneNode ? String.valueOf(is.tp) : "");
        if (oneNode && !epKnown) {
            flags.add("ep_unknown");
        }
        if (oneNode) {
            cells.put("num_gpus", String.valueOf(is.tp * is.pp * is.pcp));
        }
        if (generation.statesGpusAsTp()) {
            cells.put("num_gpus", String.valueOf(is.gpus));
            flags.add("tp_is_gpu_count");
        }
        if (generation.hasRoles()) {
            for (String role : List.of("prefill_", "decode_")) {
                SIZES.forEach(field -> cells.put(role + field, text(role + field)));
                cells.put(role + "num_workers", text(role + "num_workers"));
            }
            cells.put("num_prefill_gpu", text("num_prefill_gpu"));
            cells.put("num_decode_gpu", text("num_decode_gpu"));
            cells.put("num_gpus", String.valueOf(is.prefill.gpus() + is.decode.gpus()));
        }
    }

    private static String number(String digits) {
        return new BigDecimal(digits).toPlainString();
    }

    private String text(String key) {
        return ExpectedMetrics.text(published.get(key));
    }
}
