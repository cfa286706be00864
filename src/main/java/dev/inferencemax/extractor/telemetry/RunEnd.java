package dev.inferencemax.extractor.telemetry;

import java.time.Duration;

/**
 * How a run ended.
 *
 * @param job its name
 * @param exitCode of the process
 * @param message what was said of it, without secrets; empty: nothing but figures
 */
public record RunEnd(String job, int exitCode, String message, Duration took) {}
