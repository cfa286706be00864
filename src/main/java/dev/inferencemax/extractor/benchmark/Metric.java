package dev.inferencemax.extractor.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A number with a column of its own. The list is fixed and in the order of the columns, so identity is equality.
 * Whatever else a record holds is in {@link Metrics#extra()}.
 */
public final class Metric {

    private static final List<Metric> ALL = List.copyOf(table());
    private static final Map<String, Metric> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Metric::name, Function.identity()));

    public static final Metric TPUT_PER_GPU = ALL.get(0);
    public static final Metric OUTPUT_TPUT_PER_GPU = ALL.get(1);
    public static final Metric INPUT_TPUT_PER_GPU = ALL.get(2);

    private final String name;
    private final @Nullable String unit;
    private final String meaning;

    private Metric(String name, @Nullable String unit, String meaning) {
        this.name = name;
        this.unit = unit;
        this.meaning = meaning;
    }

    private static List<Metric> table() {
        List<Metric> table = new ArrayList<>();
        table.add(new Metric("tput_per_gpu", "tokens/s/GPU", "input and output tokens together, per GPU"));
        table.add(new Metric(
                "output_tput_per_gpu",
                "tokens/s/GPU",
                "output tokens, per GPU; where prefill and decode are apart, since 2025-11-06 per decode GPU"));
        table.add(new Metric(
                "input_tput_per_gpu",
                "tokens/s/GPU",
                "input tokens, per GPU; where prefill and decode are apart, since 2025-11-06 per prefill GPU"));
        for (Statistic statistic : Statistic.values()) {
            for (Latency latency : Latency.values()) {
                table.add(new Metric(
                        statistic.published() + "_" + latency.published(), latency.unit(), statistic.meaning(latency)));
            }
        }
        table.addAll(List.of(
                new Metric("avg_power_w", "W", "mean power of a GPU"),
                new Metric("joules_per_output_token", "J/token", "energy of all GPUs per output token"),
                new Metric("joules_per_total_token", "J/token", "energy of all GPUs per token"),
                new Metric("power_valid", null, "1: telemetry was usable; 0: it was not, no power metric is given"),
                new Metric("avg_total_gpu_power_w", "W", "mean power of all GPUs together"),
                new Metric("total_gpu_energy_j", "J", "energy of all GPUs"),
                new Metric("joules_per_successful_query", "J", "energy of all GPUs per successful request"),
                new Metric("joules_per_input_token", "J/token", "energy of all GPUs per input token"),
                new Metric("prefill_gpu_energy_j", "J", "energy of the prefill GPUs"),
                new Metric("decode_gpu_energy_j", "J", "energy of the decode GPUs"),
                new Metric("prefill_joules_per_input_token", "J/token", "energy of the prefill GPUs per input token"),
                new Metric("decode_joules_per_output_token", "J/token", "energy of the decode GPUs per output token"),
                new Metric("prefill_avg_power_w", "W", "mean power of a prefill GPU"),
                new Metric("decode_avg_power_w", "W", "mean power of a decode GPU"),
                new Metric(
                        "power_metric_schema_version",
                        null,
                        "what the power metrics mean; empty: joules_* are not defined for multinode")));
        return table;
    }

    /** Every metric in the order of the columns. */
    public static List<Metric> all() {
        return ALL;
    }

    public static Optional<Metric> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public String name() {
        return name;
    }

    /** Unit of the values; null: a number without one, always whole. */
    public @Nullable String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    /** Codes and versions are whole numbers and may be zero; a measurement may not. */
    public boolean isMeasured() {
        return unit != null;
    }

    @Override
    public String toString() {
        return name;
    }
}
