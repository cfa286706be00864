package dev.inferencemax.extractor.sample;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the dataset says of a result, by column: from what the builder knows and its generation publishes, never by
 * reading anything back. Columns that are not decided by the record alone are left out.
 */
final class ExpectedCells {

    private static final Pattern LENGTHS = Pattern.compile("(^|_)[0-9]+k[0-9]+k(_|$)|_[0-9]+_[0-9]+$");
    private static final Map<String, String> FRAMEWORKS = Map.of("trtllm", "trt", "dynamo-trtllm", "dynamo-trt");
    private static final List<String> ROLE_FIELDS = List.of("tp", "ep", "dp_attention", "num_workers");
    private static final List<String> TPUT = List.of("tput_per_gpu", "output_tput_per_gpu", "input_tput_per_gpu");

    private final SampleResult result;
    private final ResultParameters is;
    private final Generation generation;
    private final Map<String, Object> published;
    private final Map<String, String> cells = new LinkedHashMap<>();
    private final Set<String> flags = new TreeSet<>();

    ExpectedCells(SampleResult result) {
        this.result = result;
        is = result.is;
        generation = is.generation;
        published = result.fields();
        configuration();
        parallelism();
        if (generation.isRaw()) {
            rawMetrics();
        } else if (generation == Generation.A3) {
            nestedMetrics();
        } else {
            flatMetrics();
        }
    }

    Map<String, String> cells() {
        return cells;
    }

    /** Among others that a reader may raise. */
    Set<String> flags() {
        return flags;
    }

    private void configuration() {
        String hw = generation.isRaw() ? result.is.machine() : text("hw");
        cells.put("model", is.prefix.replaceFirst("-(fp4|fp8|mxfp4|nvfp4)$", ""));
        cells.put("gpu", hw.replaceFirst("^cluster:", "").replaceFirst("[-_].*", ""));
        if (!generation.isRaw()) {
            cells.put("hw", hw);
            cells.put("framework", FRAMEWORKS.getOrDefault(text("framework"), text("framework")));
            cells.put("framework_raw", text("framework"));
            cells.put("precision", text("precision"));
        }
        cells.put("spec_decoding", is.spec);
        if (!generation.statesGpusAsTp()) {
            cells.put("disagg", String.valueOf(result.isDisaggregated()));
        }
        cells.put("is_multinode", String.valueOf(generation.isMultinode()));
        cells.put("scenario", generation.isAgentic() ? "agentic-coding" : "fixed-seq");
        cells.put("conc", String.valueOf(is.conc));
        lengths();
    }

    private void lengths() {
        boolean inName = is.exp == null || LENGTHS.matcher(is.exp).find();
        boolean known = !generation.isAgentic() && (generation.publishes("isl") || inName);
        cells.put("isl", known ? String.valueOf(is.isl) : "");
        cells.put("osl", known ? String.valueOf(is.osl) : "");
        if (known && !generation.publishes("isl")) {
            flags.add("isl_osl_from_name");
        }
    }

    private void parallelism() {
        boolean oneNode = !generation.isMultinode();
        boolean epKnown = oneNode && generation.publishes("ep");
        cells.put("tp", oneNode ? String.valueOf(is.tp) : "");
        cells.put("ep", epKnown ? String.valueOf(is.ep) : "");
        cells.put("dp_attention", epKnown ? is.dpAttention : "");
        if (oneNode && !epKnown) {
            flags.add("ep_unknown");
        }
        if (generation.statesGpusAsTp()) {
            cells.put("num_gpus", String.valueOf(is.gpus));
            flags.add("tp_is_gpu_count");
        }
        if (generation.hasRoles()) {
            for (String role : List.of("prefill", "decode")) {
                ROLE_FIELDS.forEach(field -> cells.put(role + "_" + field, text(role + "_" + field)));
                cells.put("num_" + role + "_gpu", text("num_" + role + "_gpu"));
            }
        }
    }

    private void flatMetrics() {
        TPUT.forEach(column -> cells.put(column, text(column)));
        for (String metric : List.of("ttft", "tpot", "itl", "e2el")) {
            for (String statistic : Figures.FOUR) {
                cells.put(statistic + "_" + metric, text(statistic + "_" + metric));
            }
        }
        if (!generation.isAgentic()) {
            cells.put("mean_intvty", text("mean_intvty"));
            cells.put("p99_intvty", text("p99_intvty"));
        }
        for (String column : List.of("p90_ttft", "p99.9_ttft", "avg_power_w", "joules_per_total_token")) {
            cells.put(column, text(column));
        }
    }

    private void nestedMetrics() {
        Figures figures = result.figures();
        cells.put("tput_per_gpu", AgenticBlock.rounded(figures.tput()).toString());
        cells.put(
                "output_tput_per_gpu",
                AgenticBlock.rounded(figures.outputTput()).toString());
        cells.put(
                "input_tput_per_gpu", AgenticBlock.rounded(figures.inputTput()).toString());
        cells.put("mean_ttft", AgenticBlock.rounded(figures.ttft("mean")).toString());
        cells.put("median_e2el", AgenticBlock.rounded(figures.e2el("median")).toString());
    }

    private void rawMetrics() {
        Figures figures = new Figures(result.seed(), true);
        cells.put("tput_per_gpu", perGpu(RawReport.totalThroughput(result)));
        cells.put("output_tput_per_gpu", perGpu(RawReport.outputThroughput(result)));
        for (String metric : List.of("ttft", "tpot", "itl", "e2el")) {
            for (String statistic : Figures.FOUR) {
                double seconds = figures.seconds(statistic, metric);
                cells.put(statistic + "_" + metric, PythonJson.number(seconds));
            }
        }
    }

    /** Exact, as TP is a power of two. */
    private String perGpu(double ofTheSystem) {
        return new BigDecimal(PythonJson.number(ofTheSystem))
                .divide(BigDecimal.valueOf(is.tp))
                .toPlainString();
    }

    /** As the JSON states it; empty where it states nothing. */
    private String text(String key) {
        Object value = published.get(key);
        if (value == null) {
            return "";
        }
        return value instanceof Double number ? PythonJson.number(number) : value.toString();
    }
}
