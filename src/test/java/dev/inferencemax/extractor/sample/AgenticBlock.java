package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statistics of agentic records: flat until July 2026, nested since. */
final class AgenticBlock {

    private static final List<String> EARLY = List.of("mean", "median", "p90", "p99", "p99.9");
    private static final List<String> FIRST = List.of("mean", "median", "p90", "p99", "p99.9", "std");
    private static final List<String> SECOND = List.of("mean", "p75", "p90", "p95", "std");

    private static final List<String> METRICS_WITH_TTLT =
            List.of("qps", "ttft", "ttlt", "itl", "input_tokens", "output_tokens_expected", "output_tokens_actual");
    private static final List<String> METRICS = List.of(
            "qps",
            "ttft",
            "e2el",
            "itl",
            "tpot",
            "intvty",
            "input_tokens",
            "output_tokens_expected",
            "output_tokens_actual");
    private static final List<String> UNUSED_WITHOUT_OFFLOADING = List.of(
            "kv_offload_bytes_gpu_to_cpu",
            "kv_offload_bytes_cpu_to_gpu",
            "kv_offload_time_gpu_to_cpu",
            "kv_offload_time_cpu_to_gpu",
            "cpu_kv_cache_usage_pct");

    private AgenticBlock() {}

    static void of(String block, SampleResult result, Figures figures, Map<String, Object> fields) {
        switch (block) {
            case "@ttlt" -> flat(EARLY, METRICS_WITH_TTLT, result, figures, fields);
            case "@agentic1" -> flat(FIRST, METRICS, result, figures, fields);
            case "@agentic2" -> {
                flat(SECOND, METRICS, result, figures, fields);
                fields.put("response_cache_hit_rate", 0.0);
            }
            default -> nested(result, figures, fields);
        }
    }

    private static void flat(
            List<String> statistics,
            List<String> metrics,
            SampleResult result,
            Figures figures,
            Map<String, Object> fields) {
        for (String metric : metrics) {
            for (String statistic : statistics) {
                boolean published = !metric.contains("tokens") || statistics != EARLY || !statistic.equals("p99.9");
                if (published) {
                    fields.put(statistic + "_" + metric, value(figures, statistic, metric));
                }
            }
        }
        fields.put("theoretical_cache_hit_rate", figures.other(0.6));
        fields.put("theoretical_infinite_cache_hit_rate", figures.other(0.5));
        fields.put("server_gpu_cache_hit_rate", figures.other(0.4));
        fields.put("server_cpu_cache_hit_rate", null);
        UNUSED_WITHOUT_OFFLOADING.forEach(key -> fields.put(key, null));
        fields.put("total_prompt_tokens", 12_566_397);
        fields.put("total_generation_tokens", 488_468);
        fields.put("total_requests_completed", 154);
        fields.put("input_tput_tps", figures.inputTput() * result.is.tp);
        fields.put("output_tput_tps", figures.outputTput() * result.is.tp);
        fields.put("total_tput_tps", figures.tput() * result.is.tp);
        fields.put("duration_seconds", figures.other(1800));
        fields.put("tput_per_gpu", figures.tput());
        fields.put("output_tput_per_gpu", figures.outputTput());
        fields.put("input_tput_per_gpu", figures.inputTput());
    }

    private static double value(Figures figures, String statistic, String metric) {
        return switch (metric) {
            case "qps" -> figures.other(0.09);
            case "intvty" -> figures.intvty(statistic);
            case "ttlt" -> figures.e2el(statistic);
            case "input_tokens" -> figures.other(66_000);
            case "output_tokens_expected" -> figures.other(390);
            case "output_tokens_actual" -> figures.other(2700);
            default -> figures.seconds(statistic, metric);
        };
    }

    private static void nested(SampleResult result, Figures figures, Map<String, Object> fields) {
        fields.put("request_accounting", object("num_requests_total", 271, "num_requests_successful", 152));
        fields.put("dataset", object("name", "agentic-coding", "num_conversations", 64));
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("qps", object("mean", rounded(figures.other(0.09))));
        metrics.put("latency", latency(figures));
        metrics.put("tokens", object("input", object("mean", 66_346), "output_actual", object("mean", 2741)));
        metrics.put("throughput", throughput(result, figures));
        metrics.put("cache", object("theoretical_cache_hit_rate", 0.94027));
        fields.put("request_metrics", metrics);
        fields.put("server_metrics", object("cache", object("gpu_hit_rate", 0.41), "kv_cache", object("usage", 0.77)));
        fields.put("kv_cache_pool_tokens", 1_843_200);
        fields.put("warnings", List.of());
    }

    private static Map<String, Object> latency(Figures figures) {
        Map<String, Object> latency = new LinkedHashMap<>();
        for (String metric : List.of("ttft", "e2el", "itl", "tpot", "intvty", "e2e_norm_intvty")) {
            Map<String, Object> statistics = new LinkedHashMap<>();
            for (String statistic : List.of("mean", "p50", "p75", "p90", "p95", "std")) {
                String like = statistic.equals("p50") ? "median" : statistic;
                statistics.put(
                        statistic,
                        rounded(metric.endsWith("intvty") ? figures.intvty(like) : figures.seconds(like, metric)));
            }
            latency.put(metric, statistics);
        }
        return latency;
    }

    private static Map<String, Object> throughput(SampleResult result, Figures figures) {
        int gpus = result.is.tp * result.is.pp * result.is.pcp;
        Map<String, Object> throughput = new LinkedHashMap<>();
        throughput.put("input", object("tokens_per_second", rounded(figures.inputTput() * gpus)));
        throughput.put("output", object("tokens_per_second", rounded(figures.outputTput() * gpus)));
        throughput.put("total", object("tokens_per_second", rounded(figures.tput() * gpus)));
        throughput.put("duration_seconds", 1839.23576);
        throughput.put(
                "per_gpu",
                object(
                        "total_tput_tps", rounded(figures.tput()),
                        "output_tput_tps", rounded(figures.outputTput()),
                        "input_tput_tps", rounded(figures.inputTput())));
        return throughput;
    }

    /** Five places, and whole numbers from 1 on lose their {@code .0}. */
    static Number rounded(double value) {
        double five = Math.round(value * 1e5) / 1e5;
        return five >= 1 && five == Math.rint(five) ? (Number) (long) five : (Number) five;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
