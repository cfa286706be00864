package dev.inferencemax.extractor.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The numbers of a result as the dataset has them: those with a column, and every other in {@code extra_metrics}. */
final class ExpectedMetrics {

    private static final List<String> TPUT = List.of("tput_per_gpu", "output_tput_per_gpu", "input_tput_per_gpu");
    private static final List<String> TIMES = List.of("ttft", "tpot", "itl", "e2el");
    private static final List<String> STATISTICS =
            List.of("mean", "median", "std", "p75", "p90", "p95", "p99", "p99.9");
    private static final List<String> POWER = List.of(
            "avg_power_w",
            "joules_per_output_token",
            "joules_per_total_token",
            "power_valid",
            "avg_total_gpu_power_w",
            "total_gpu_energy_j",
            "joules_per_successful_query",
            "joules_per_input_token",
            "prefill_gpu_energy_j",
            "decode_gpu_energy_j",
            "prefill_joules_per_input_token",
            "decode_joules_per_output_token",
            "prefill_avg_power_w",
            "decode_avg_power_w",
            "power_metric_schema_version");

    /** Numbers that say what was run. */
    private static final Set<String> CHOSEN = Set.of("conc", "isl", "osl", "tp", "pp", "dcp_size", "pcp_size", "ep");

    private final SampleResult result;
    private final Map<String, Object> published;
    private final Map<String, Object> extra = new TreeMap<>();

    ExpectedMetrics(SampleResult result, Map<String, Object> published) {
        this.result = result;
        this.published = published;
    }

    void into(Map<String, String> cells) {
        Generation generation = result.is.generation;
        if (generation.isRaw()) {
            raw(cells);
        } else if (generation.isNested()) {
            nested(cells);
        } else {
            flat(cells, !generation.isAgentic());
        }
        cells.put("extra_metrics", extra.isEmpty() ? "" : PythonJson.compact(extra));
    }

    private void flat(Map<String, String> cells, boolean interactivity) {
        Map<String, Object> rest = new TreeMap<>(published);
        TPUT.forEach(column -> cells.put(column, text(rest.remove(column))));
        for (String statistic : STATISTICS) {
            TIMES.forEach(time -> cells.put(statistic + "_" + time, text(rest.remove(statistic + "_" + time))));
            String column = statistic + "_intvty";
            cells.put(column, interactivity ? text(rest.remove(column)) : "");
        }
        POWER.forEach(column -> cells.put(column, text(rest.remove(column))));
        rest.forEach(this::keep);
    }

    /** Five places; a percentile 50 is the median. */
    private void nested(Map<String, String> cells) {
        Figures figures = result.figures();
        cells.put("tput_per_gpu", AgenticBlock.rounded(figures.tput()).toString());
        cells.put(
                "output_tput_per_gpu",
                AgenticBlock.rounded(figures.outputTput()).toString());
        cells.put(
                "input_tput_per_gpu", AgenticBlock.rounded(figures.inputTput()).toString());
        for (String time : TIMES) {
            for (String statistic : List.of("mean", "median", "p75", "p90", "p95", "std")) {
                cells.put(
                        statistic + "_" + time,
                        AgenticBlock.rounded(figures.seconds(statistic, time)).toString());
            }
        }
        published.forEach(this::keep);
        extra.keySet().removeIf(ExpectedMetrics::hasAColumn);
    }

    private static boolean hasAColumn(String path) {
        return path.matches("request_metrics\\.(latency\\.(ttft|tpot|itl|e2el)|throughput\\.per_gpu)\\..*");
    }

    private void raw(Map<String, String> cells) {
        Figures figures = new Figures(result, true);
        cells.put("tput_per_gpu", perGpu(RawReport.totalThroughput(result)));
        cells.put("output_tput_per_gpu", perGpu(RawReport.outputThroughput(result)));
        for (String time : TIMES) {
            for (String statistic : Figures.FOUR) {
                cells.put(statistic + "_" + time, PythonJson.number(figures.seconds(statistic, time)));
            }
        }
        published.forEach((key, value) -> {
            if (!key.endsWith("_ms") && !key.equals("max_concurrency") && !(value instanceof List)) {
                keep(key, value);
            }
        });
    }

    /** Exact, as TP is a power of two. */
    private String perGpu(double ofTheSystem) {
        return new BigDecimal(PythonJson.number(ofTheSystem))
                .divide(BigDecimal.valueOf(result.is.tp))
                .toPlainString();
    }

    private void keep(String key, Object value) {
        if (value instanceof Map<?, ?> object) {
            if (!key.equals("router")) {
                object.forEach((inner, field) -> keep(key + "." + inner, field));
            }
        } else if (value instanceof Number number
                && Double.isFinite(number.doubleValue())
                && !CHOSEN.contains(key.replaceFirst("^(prefill|decode)_", ""))
                && !key.matches("num_(prefill|decode)_gpu|(prefill|decode)_num_workers")) {
            extra.put(key, number);
        }
    }

    /** As the JSON states it; empty where it states nothing that a table can hold. */
    static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? PythonJson.number(number) : "";
        }
        return value.toString();
    }
}
