package dev.inferencemax.extractor.benchmark;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * What was measured: seconds, tokens/s per GPU, the digits as published.
 *
 * @param known those with a column of their own
 * @param extra every other number of the record under its published key, nested ones under their path joined by dots
 */
public record Metrics(Map<Metric, BigDecimal> known, SortedMap<String, BigDecimal> extra) {

    public Metrics {
        known = Collections.unmodifiableMap(new HashMap<>(known));
        extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
    }

    public @Nullable BigDecimal get(Metric metric) {
        return known.get(metric);
    }

    /** {@link #extra()} as a JSON object in the order of its keys; null when there is none. */
    public @Nullable String extraJson() {
        if (extra.isEmpty()) {
            return null;
        }
        StringBuilder json = new StringBuilder(extra.size() * 40);
        extra.forEach((key, value) -> {
            json.append(json.isEmpty() ? '{' : ',').append('"');
            JsonStringEncoder.getInstance().quoteAsString(key, json);
            json.append("\":").append(value);
        });
        return json.append('}').toString();
    }
}
