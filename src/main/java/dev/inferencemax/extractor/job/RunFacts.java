package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.DatasetSummary;
import dev.inferencemax.extractor.dataset.RunFigures;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a run once it has ended, however it ended.
 *
 * @param status where things stand now
 * @param dataset its figures
 * @param run what the run took
 * @param requestsLeft of GitHub's budget; null: nothing was asked
 */
public record RunFacts(
        StatusReport status,
        DatasetSummary.Figures dataset,
        RunFigures run,
        @Nullable Long requestsLeft) {}
