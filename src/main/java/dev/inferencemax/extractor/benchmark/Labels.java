package dev.inferencemax.extractor.benchmark;

/** Labels as published that are no part of the configuration. */
public record Labels(String hw) {}
