package dev.inferencemax.extractor.dataset;

import java.util.Map;

/**
 * What making the dataset took this time.
 *
 * @param requests sent, by kind
 * @param bytes downloaded
 * @param steps seconds each
 */
public record RunFigures(Map<String, Long> requests, long bytes, Map<String, Double> steps) {}
