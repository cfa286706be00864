package dev.inferencemax.extractor.archive;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the archive holds of one run.
 *
 * @param runJson the run as GitHub served it; null: not there
 * @param artifactsJson the run's artifact listing as GitHub served it; null: not there
 * @param zips complete artifacts, sorted by file name
 */
public record ArchivedRun(
        long runId,
        Path directory,
        @Nullable Path runJson,
        @Nullable Path artifactsJson,
        List<Path> zips) {}
