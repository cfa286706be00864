package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Measured numbers that depend on a seed only and hang together as real ones do: {@code pNN_intvty} is 1 / {@code
 * pNN_tpot}, and the requests in flight are what comes out in the time that each stays.
 */
final class Figures {

    static final List<String> FOUR = List.of("mean", "median", "std", "p99");
    static final List<String> SIX = List.of("mean", "median", "std", "p90", "p99", "p99.9");
    private static final Map<String, Double> SPREAD = Map.of(
            "mean", 1.0, "median", 0.96, "std", 0.21, "p75", 1.08, "p90", 1.27, "p95", 1.41, "p99", 1.83, "p99.9",
            2.47);
    private static final double MILLION = 1e6;

    private final SplittableRandom random;
    private final boolean rounded;
    private final double outputTput;
    private final double inputTput;
    private final double ttft;
    private final double tpot;
    private final double e2el;

    /** @param rounded to six decimals: shorter, and quicker to print */
    Figures(SampleResult result, boolean rounded) {
        this.random = new SplittableRandom(result.seed());
        this.rounded = rounded;
        outputTput = around(1500);
        inputTput = around(1500);
        ResultParameters is = result.is;
        // requests ask for 80 to 100 % of their lengths
        e2el = round(is.conc * 0.9 * (is.isl + is.osl) / ((outputTput + inputTput) * is.allGpus()));
        ttft = around(0.05 * e2el);
        tpot = round((e2el - ttft) / (0.9 * (is.osl - 1)));
    }

    private double around(double typical) {
        return round(typical * (0.5 + random.nextDouble()));
    }

    private double round(double value) {
        return rounded ? Math.round(value * MILLION) / MILLION : value;
    }

    double outputTput() {
        return outputTput;
    }

    double inputTput() {
        return inputTput;
    }

    double tput() {
        return round(outputTput + inputTput);
    }

    double power() {
        return around(650);
    }

    /** Any other number. */
    double other(double typical) {
        return around(typical);
    }

    double ttft(String statistic) {
        return round(ttft * SPREAD.get(statistic));
    }

    double tpot(String statistic) {
        return round(tpot * SPREAD.get(statistic));
    }

    double itl(String statistic) {
        return round(tpot * 1.02 * SPREAD.get(statistic));
    }

    double e2el(String statistic) {
        return round(e2el * SPREAD.get(statistic));
    }

    double seconds(String statistic, String metric) {
        return switch (metric) {
            case "ttft" -> ttft(statistic);
            case "tpot" -> tpot(statistic);
            case "itl" -> itl(statistic);
            case "e2el" -> e2el(statistic);
            default -> throw new IllegalArgumentException(metric + " is not a time");
        };
    }

    double intvty(String statistic) {
        return round(1 / tpot(statistic));
    }

    /** In the order in which the benchmark's script writes them, seconds. */
    Map<String, Object> block(List<String> statistics) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (String metric : List.of("ttft", "tpot", "itl", "e2el")) {
            for (String statistic : statistics) {
                block.put(statistic + "_" + metric, seconds(statistic, metric));
                if (metric.equals("tpot")) {
                    block.put(statistic + "_intvty", intvty(statistic));
                }
            }
        }
        return block;
    }
}
