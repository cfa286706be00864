package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The benchmark client's own report, before anything made a result of it: milliseconds, and the whole system's tokens. */
final class RawReport {

    private static final int MILLIS = 1000;

    private RawReport() {}

    static Map<String, Object> of(SampleResult result) {
        Figures figures = new Figures(result, true);
        ResultParameters is = result.is;
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("date", "20251015-093041");
        report.put("backend", is.framework);
        report.put("model_id", result.is.servedModel());
        report.put("tokenizer_id", result.is.servedModel());
        report.put("best_of", 1);
        report.put("num_prompts", is.conc * 10);
        report.put("request_rate", "inf");
        report.put("burstiness", 1.0);
        report.put("max_concurrency", is.conc);
        report.put("duration", figures.other(120));
        report.put("completed", is.conc * 10);
        report.put("total_input_tokens", is.conc * 10 * is.isl);
        report.put("total_output_tokens", is.conc * 10 * is.osl);
        report.put("request_throughput", figures.other(1.4));
        report.put("request_goodput:", null);
        report.put("output_throughput", outputThroughput(result));
        report.put("total_token_throughput", totalThroughput(result));
        for (String metric : List.of("ttft", "tpot", "itl", "e2el")) {
            for (String statistic : Figures.FOUR) {
                report.put(statistic + "_" + metric + "_ms", millis(figures, statistic, metric));
            }
        }
        report.put("input_lens", List.of(is.isl, is.isl));
        report.put("output_lens", List.of(is.osl, is.osl));
        report.put("ttfts", List.of(0.041, 0.044));
        report.put("itls", List.of(List.of(0.0, 0.012), List.of(0.0, 0.011)));
        report.put("generated_texts", List.of("", ""));
        report.put("errors", List.of("", ""));
        return report;
    }

    /** Tokens a second of the whole system. */
    static double totalThroughput(SampleResult result) {
        return round(new Figures(result, true).tput() * result.is.tp);
    }

    static double outputThroughput(SampleResult result) {
        return round(new Figures(result, true).outputTput() * result.is.tp);
    }

    private static double millis(Figures figures, String statistic, String metric) {
        return round(figures.seconds(statistic, metric) * MILLIS);
    }

    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
