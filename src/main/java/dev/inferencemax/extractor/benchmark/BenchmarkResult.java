package dev.inferencemax.extractor.benchmark;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One published result: what was served, as what it was labelled, what was measured, what is known against it.
 *
 * @param flags doubts and derivations, as in the column {@code flags}: {@code ep_unknown}, {@code not_finite:mean_ttft}
 */
public record BenchmarkResult(
        ServingConfiguration configuration, Labels labels, Metrics metrics, SortedSet<String> flags) {

    public BenchmarkResult {
        flags = Collections.unmodifiableSortedSet(new TreeSet<>(flags));
    }

    /**
     * What no vocabulary knows yet, as {@code kind:value}: {@code model:foo-7b}, {@code gpu:tpu7},
     * {@code framework:tilert2}, {@code metric:new_latency}. So a maintainer sees what upstream has begun to publish.
     */
    public NavigableSet<String> unknown() {
        NavigableSet<String> unknown = new TreeSet<>();
        if (!ModelFamily.isKnown(configuration.model())) {
            unknown.add(unknown("model", configuration.model()));
        }
        if (!Gpu.isKnown(configuration.gpu())) {
            unknown.add(unknown("gpu", configuration.gpu()));
        }
        String framework = configuration.framework();
        if (framework != null && !Framework.isKnown(framework)) {
            unknown.add(unknown("framework", framework));
        }
        metrics.extra().keySet().stream()
                .filter(name -> !ExtraMetric.isKnown(name))
                .map(name -> unknown("metric", name))
                .forEach(unknown::add);
        return unknown;
    }

    /** Lists of such words are joined by semicolons. */
    private static String unknown(String kind, String value) {
        return kind + ":" + value.replace(';', '_');
    }
}
