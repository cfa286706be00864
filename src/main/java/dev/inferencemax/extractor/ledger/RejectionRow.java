package dev.inferencemax.extractor.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Something that could not be used.
 *
 * @param file in the zip; null: the zip did not open
 * @param index 0-based in the file; null: the file as a whole
 */
public record RejectionRow(@Nullable String file, @Nullable Integer index, String reason, String detail) {}
