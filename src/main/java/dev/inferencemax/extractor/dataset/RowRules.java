package dev.inferencemax.extractor.dataset;

import static dev.inferencemax.extractor.benchmark.Flag.E2EL_BELOW_TTFT;
import static dev.inferencemax.extractor.benchmark.Flag.INTVTY_NOT_INVERSE;
import static dev.inferencemax.extractor.benchmark.Flag.OUTPUT_EXCEEDS_TOTAL;
import static dev.inferencemax.extractor.benchmark.Flag.PERCENTILES_DISORDERED;
import static dev.inferencemax.extractor.benchmark.Flag.THROUGHPUT_SUM;

import dev.inferencemax.extractor.benchmark.Latency;
import dev.inferencemax.extractor.benchmark.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the numbers of a row contradict each other. What is not published contradicts nothing. */
final class RowRules {

    /** Newer records round to five places. */
    private static final double ROUNDING = 1e-3;

    private static final List<Statistic> ORDER =
            List.of(Statistic.MEDIAN, Statistic.P75, Statistic.P90, Statistic.P95, Statistic.P99, Statistic.P99_9);

    /** Columns from the median up. */
    private static final Map<Latency, List<String>> PERCENTILES = Arrays.stream(Latency.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), RowRules::percentilesOf));

    private static final Map<String, String> INVERSE = Arrays.stream(Statistic.values())
            .collect(Collectors.toUnmodifiableMap(
                    statistic -> statistic.of(Latency.TPOT).name(),
                    statistic -> statistic.of(Latency.INTVTY).name()));

    private final RowNumbers row;
    private final RowFindings found;

    RowRules(RowNumbers row, RowFindings found) {
        this.row = row;
        this.found = found;
    }

    private static List<String> percentilesOf(Latency latency) {
        return ORDER.stream().map(statistic -> statistic.of(latency).name()).toList();
    }

    void check() {
        throughput();
        for (Latency latency : Latency.values()) {
            percentiles(latency);
        }
        interactivity();
        endToEnd();
    }

    /**
     * Where prefill and decode are apart, each role's tokens are divided by its own GPUs, but before November 2025 by all:
     * either sum will do.
     */
    private void throughput() {
        double total = row.number("tput_per_gpu");
        double output = row.number("output_tput_per_gpu");
        double input = row.number("input_tput_per_gpu");
        double prefill = row.number("num_prefill_gpu");
        double decode = row.number("num_decode_gpu");
        double ofDecode = decode == 0 ? prefill : decode; // no role of its own: all GPUs decode
        double gpus = prefill + decode;
        if (differ(total, input + output) && !equal(total * gpus, input * prefill + output * ofDecode)) {
            found.add(
                    THROUGHPUT_SUM,
                    "%s in and %s out, %s in all",
                    row.text("input_tput_per_gpu"),
                    row.text("output_tput_per_gpu"),
                    row.text("tput_per_gpu"));
        }
        boolean exceeds = output > total * (1 + ROUNDING);
        if (exceeds && !(output * ofDecode <= total * gpus * (1 + ROUNDING))) {
            found.add(
                    OUTPUT_EXCEEDS_TOTAL,
                    "%s out, %s in all",
                    row.text("output_tput_per_gpu"),
                    row.text("tput_per_gpu"));
        }
    }

    /** High percentiles are the bad ones: long latencies, little interactivity (atlas, key facts). */
    private void percentiles(Latency latency) {
        String before = null;
        for (String column : PERCENTILES.getOrDefault(latency, List.of())) {
            if (row.text(column).isEmpty()) {
                continue;
            }
            if (before != null) {
                double better = row.number(before);
                double worse = row.number(column);
                if (latency == Latency.INTVTY ? worse > better : worse < better) {
                    found.about(PERCENTILES_DISORDERED, latency.published(), before, column);
                    return;
                }
            }
            before = column;
        }
    }

    private void interactivity() {
        INVERSE.forEach((tpot, intvty) -> {
            if (differ(row.number(tpot) * row.number(intvty), 1)) {
                found.about(INTVTY_NOT_INVERSE, tpot.replace("_tpot", ""), tpot, intvty);
            }
        });
    }

    private void endToEnd() {
        if (row.number("mean_e2el") < row.number("mean_ttft")) {
            found.add(E2EL_BELOW_TTFT, "mean_e2el %s, mean_ttft %s", row.text("mean_e2el"), row.text("mean_ttft"));
        }
    }

    /** What is unknown, and so no number, differs from nothing. */
    static boolean differ(double one, double other) {
        return Math.abs(one - other) > ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }

    private static boolean equal(double one, double other) {
        return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }
}
