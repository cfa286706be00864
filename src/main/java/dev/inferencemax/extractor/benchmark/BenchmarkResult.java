package dev.inferencemax.extractor.benchmark;

import java.util.SortedSet;

/** One published result: what was served, as what it was labelled, what was measured, what is known against it. */
public record BenchmarkResult(
        ServingConfiguration configuration, Labels labels, Metrics metrics, SortedSet<String> flags) {}
