package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The tables of the dataset as they were written.
 *
 * @param files the most wanted first
 * @param validation how often each flag was raised; none that was not
 * @param consistency what comparing two eras comes to, by name
 */
public record Exported(List<Path> files, Map<Flag, Long> validation, Map<String, Object> consistency) {}
