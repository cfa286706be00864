package dev.inferencemax.extractor.benchmark;

/** What was measured, with the digits as published. */
public record Metrics() {}
