package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Latency;
import dev.inferencemax.extractor.benchmark.Metric;
import dev.inferencemax.extractor.benchmark.Statistic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells by its keys what an object is, and whether it is meant as a result at all (atlas, section 6 and quirk 29). */
final class Recognition {

    private static final List<String> IDENTITY = List.of(
            "hw",
            "conc",
            "tp",
            "ep",
            "model",
            "infmax_model_prefix",
            "framework",
            "precision",
            "image",
            "isl",
            "osl",
            "dp_attention",
            "is_multinode");

    /** So many of them in a single artifact are a row that lost its measurements. */
    private static final int MOST_OF_A_ROW = 4;

    /** Accuracy results share most of a row's identity and are none. */
    private static final List<String> ACCURACY = List.of("task", "score", "em_strict", "eval_concs", "lm_eval_version");

    private static final List<String> RAW =
            List.of("total_token_throughput", "output_throughput", "request_throughput");

    private static final Set<String> LATENCIES = Stream.of(Statistic.values())
            .flatMap(statistic -> Stream.of(Latency.values()).map(statistic::of))
            .map(Metric::name)
            .collect(Collectors.toUnmodifiableSet());

    private Recognition() {}

    /** Empty: something else that lies beside results. */
    static Optional<PublishedRecord> of(Fields fields, Hints hints) {
        if (fields.has("model_id")
                && !fields.has("tput_per_gpu")
                && RAW.stream().anyMatch(fields::has)) {
            // a raw report has neither GPU nor lengths: without a name of its own it is of no use and of no harm
            return hints.aggregate() ? Optional.empty() : Optional.of(new RawClientReport(fields));
        }
        if (AgenticRow.isOne(fields)) {
            return Optional.of(new AgenticRow(fields));
        }
        return isMeantAsARow(fields, hints) ? Optional.of(row(fields, hints)) : Optional.empty();
    }

    private static PublishedRecord row(Fields fields, Hints hints) {
        if (MultinodeRow.isOne(fields)) {
            return new MultinodeRow(fields);
        }
        return LegacyMultinodeRow.isOne(fields, hints) ? new LegacyMultinodeRow(fields) : new SingleNodeRow(fields);
    }

    private static boolean isMeantAsARow(Fields fields, Hints hints) {
        if (fields.has("tput_per_gpu")) {
            return true;
        }
        long identity = IDENTITY.stream().filter(fields::has).count();
        if (identity == 0 || ACCURACY.stream().anyMatch(fields::has)) {
            return false;
        }
        return LATENCIES.stream().anyMatch(fields::has) || (!hints.aggregate() && identity >= MOST_OF_A_ROW);
    }
}
