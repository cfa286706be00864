package dev.inferencemax.extractor.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A measurement among the others of its configuration.
 *
 * @param place in the history: later is newer
 * @param runId 0: nobody knows
 * @param official and not a copy of an earlier one: others are measured against it
 * @param placed its lengths are known, or it has none by nature
 * @param machine that ran it; null: no name tells
 * @param tput total throughput per GPU; null: not a number
 */
record Point(
        long place,
        long runId,
        boolean official,
        boolean placed,
        @Nullable String machine,
        @Nullable Double tput) {}
