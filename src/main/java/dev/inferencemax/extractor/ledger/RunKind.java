package dev.inferencemax.extractor.ledger;

/**
 * What a run says of itself as a whole.
 *
 * @param evalsOnly whatever rows it has are no measurements
 * @param appendOnly it replaces no older row
 */
public record RunKind(boolean evalsOnly, boolean appendOnly) {}
