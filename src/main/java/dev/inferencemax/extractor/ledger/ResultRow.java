package dev.inferencemax.extractor.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read from an artifact and is a result.
 *
 * @param index 0-based in its file
 * @param runId the run that measured it: the artifact's own, or the source run of a reused artifact
 * @param identity of the published JSON
 * @param sighting where it was met
 * @param configuration key of what was served
 * @param placed may stand among the newest per configuration
 * @param cells configuration and metrics as they stand in the CSV, see the benchmark module's columns
 * @param unlisted words that no vocabulary knows yet, {@code kind:word} separated by {@code ;}
 * @param scriptKey key of the script this tool replaces, on raw values
 * @param tput total throughput per GPU, which results are compared by; null: not known
 */
public record ResultRow(
        String file,
        int index,
        long runId,
        UUID identity,
        Sighting sighting,
        UUID configuration,
        boolean placed,
        String format,
        @Nullable String runner,
        @Nullable Integer runnerIndex,
        String model,
        String gpu,
        @Nullable String framework,
        @Nullable String precision,
        String scenario,
        @Nullable Integer isl,
        @Nullable Integer osl,
        int conc,
        String cells,
        String flags,
        String unlisted,
        String scriptKey,
        @Nullable Double tput) {}
