package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Latency;
import dev.inferencemax.extractor.benchmark.Metric;
import dev.inferencemax.extractor.benchmark.Statistic;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where nested agentic records keep what has a column (atlas, section 5, A3). */
final class NestedMetric {

    private static final Map<String, Metric> BY_PATH = Map.copyOf(table());

    private NestedMetric() {}

    private static Map<String, Metric> table() {
        Map<String, Metric> table = new HashMap<>();
        String perGpu = "request_metrics.throughput.per_gpu.";
        table.put(perGpu + "total_tput_tps", Metric.TPUT_PER_GPU);
        table.put(perGpu + "output_tput_tps", Metric.OUTPUT_TPUT_PER_GPU);
        table.put(perGpu + "input_tput_tps", Metric.INPUT_TPUT_PER_GPU);
        for (Latency latency : Latency.values()) {
            for (Statistic statistic : Statistic.values()) {
                if (latency != Latency.INTVTY) {
                    String nested = statistic == Statistic.MEDIAN ? "p50" : statistic.published();
                    table.put("request_metrics.latency." + latency.published() + "." + nested, statistic.of(latency));
                }
            }
        }
        return table;
    }

    static @Nullable Metric at(String path) {
        return BY_PATH.get(path);
    }
}
