package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Metrics;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A published result as its generation wrote it. Which one it is, is told by its keys, never by a date
 * ({@link Recognition}). Each states what is its own; {@link Lifting} adds what all share. Ask for {@link #fault} first:
 * the other methods suppose that there is none.
 */
sealed interface PublishedRecord permits RawClientReport, SingleNodeRow, LegacyMultinodeRow, MultinodeRow, AgenticRow {

    Fields fields();

    /** Generation id of the atlas, as far as the keys tell it. */
    String generation();

    /** What makes it useless. */
    Optional<Fault> fault(Hints hints);

    Deployment deployment(Hints hints, Doubts doubts);

    Metrics metrics(Hints hints, Doubts doubts);

    /** Null: neither the record nor its surroundings say. */
    default @Nullable String hw(Hints hints) {
        return fields().text("hw");
    }

    /** Requests in flight; null: neither says. */
    default @Nullable Integer conc(Hints hints) {
        return fields().whole("conc");
    }

    default @Nullable String modelId() {
        return fields().text("model");
    }

    default String scenario() {
        return Scenario.FIXED_LENGTHS;
    }

    /** Where the KV cache was offloaded to; null: the record does not say. */
    default @Nullable String kvOffloading() {
        return fields().text("kv_offloading");
    }
}
