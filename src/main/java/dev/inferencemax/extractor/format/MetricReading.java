package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.benchmark.Metric;
import dev.inferencemax.extractor.benchmark.Metrics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the numbers of a record: those with a column, and under their published keys all others, so that nothing
 * published is dropped. What is not finite stays empty; what is zero or negative stays; both are flagged.
 */
final class MetricReading {

    /** Numbers that are configuration and have columns of their own. */
    private static final Set<String> CONFIGURATION = Set.of(
            "conc",
            "isl",
            "osl",
            "tp",
            "pp",
            "dcp_size",
            "pcp_size",
            "ep",
            "prefill_tp",
            "prefill_pp",
            "prefill_dcp_size",
            "prefill_pcp_size",
            "prefill_ep",
            "prefill_num_workers",
            "num_prefill_gpu",
            "decode_tp",
            "decode_pp",
            "decode_dcp_size",
            "decode_pcp_size",
            "decode_ep",
            "decode_num_workers",
            "num_decode_gpu",
            "recipe_fingerprint",
            "router");

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private final Doubts doubts;
    private final Map<Metric, BigDecimal> known = new HashMap<>(64);
    private final NavigableMap<String, BigDecimal> extra = new TreeMap<>();

    MetricReading(Doubts doubts) {
        this.doubts = doubts;
    }

    Metrics toMetrics() {
        return new Metrics(known, extra);
    }

    /** A row whose keys are the columns' names. */
    MetricReading flat(Fields fields) {
        fields.forEach((key, value) -> {
            Metric metric = Metric.named(key).orElse(null);
            if (metric != null) {
                take(metric, value);
            } else if (!CONFIGURATION.contains(key)) {
                keep(key, value);
            }
        });
        return this;
    }

    /** Flat as above or nested, {@code request_metrics.latency.ttft.p50}; interactivity has another meaning. */
    MetricReading agentic(Fields fields) {
        fields.forEach((key, value) -> {
            if (CONFIGURATION.contains(key)) {
                return;
            }
            Metric metric = key.endsWith("_intvty") ? null : Metric.named(key).orElse(null);
            if (metric != null) {
                take(metric, value);
            } else if (key.equals("request_metrics")) {
                nested(key, value);
            } else {
                keep(key, value);
            }
        });
        return this;
    }

    private void nested(String path, Json value) {
        Metric metric = NestedMetric.at(path);
        if (metric != null) {
            take(metric, value);
        } else if (value instanceof Json.Obj object) {
            object.fields().forEach((key, inner) -> nested(path + "." + key, inner));
        } else {
            keep(path, value);
        }
    }

    /** A client's report: milliseconds, and tokens/s of all GPUs together. */
    MetricReading raw(Fields fields, int gpus) {
        fields.forEach((key, value) -> {
            if (key.endsWith("_ms")) {
                milliseconds(key.substring(0, key.length() - "_ms".length()), key, value);
            } else if (!key.equals("max_concurrency") && !(value instanceof Json.Arr)) {
                keep(key, value);
            }
        });
        perGpu(Metric.TPUT_PER_GPU, fields.number("total_token_throughput"), gpus);
        perGpu(Metric.OUTPUT_TPUT_PER_GPU, fields.number("output_throughput"), gpus);
        return this;
    }

    private void perGpu(Metric metric, @Nullable BigDecimal ofTheSystem, int gpus) {
        if (ofTheSystem != null) {
            put(metric, ofTheSystem.divide(BigDecimal.valueOf(gpus), MathContext.DECIMAL64));
        }
    }

    private void milliseconds(String name, String key, Json value) {
        Metric metric = Metric.named(name).orElse(null);
        if (metric == null || !(value instanceof Json.Numeric millis)) {
            keep(key, value);
            return;
        }
        put(metric, millis.value().movePointLeft(3));
        if (name.endsWith("_tpot") && millis.value().signum() > 0) {
            Metric.named(name.replace("_tpot", "_intvty"))
                    .ifPresent(intvty -> put(intvty, MILLIS.divide(millis.value(), MathContext.DECIMAL64)));
        }
    }

    private void take(Metric metric, Json value) {
        if (value instanceof Json.Numeric number) {
            put(metric, number.value());
        } else if (value instanceof Json.NotFinite) {
            doubts.add(Flag.NOT_FINITE, metric.name());
        } else if (!(value instanceof Json.Null)) {
            doubts.add(Flag.NOT_A_NUMBER, metric.name());
        }
    }

    private void put(Metric metric, BigDecimal value) {
        if (metric.isMeasured()) {
            if (value.signum() <= 0) {
                doubts.add(Flag.NOT_POSITIVE, metric.name());
            }
            known.put(metric, value);
        } else if (value.stripTrailingZeros().scale() <= 0) {
            known.put(metric, value.setScale(0, RoundingMode.UNNECESSARY));
        } else {
            doubts.add(Flag.INVALID_FIELD, metric.name());
        }
    }

    /** Other numbers, however deep; text that looks like one stays text. */
    private void keep(String key, Json value) {
        if (value instanceof Json.Numeric number) {
            extra.put(key, number.value());
        } else if (value instanceof Json.NotFinite) {
            doubts.add(Flag.NOT_FINITE, key);
        } else if (value instanceof Json.Obj object) {
            object.fields().forEach((inner, field) -> keep(key + "." + inner, field));
        } else if (value instanceof Json.Arr array) {
            List<Json> elements = array.elements();
            for (int i = 0; i < elements.size(); i++) {
                keep(key + "." + i, elements.get(i));
            }
        }
    }
}
