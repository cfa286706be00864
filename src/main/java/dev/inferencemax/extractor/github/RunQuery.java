package dev.inferencemax.extractor.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list; null: any.
 *
 * @param workflow file name or id; null: of every workflow of the repository
 * @param from earliest creation, inclusive, to the second
 * @param to latest creation, inclusive, to the second
 * @param branch head branch
 * @param event e.g. {@code push}
 * @param status a status or a conclusion, e.g. {@code completed}
 */
public record RunQuery(
        RepositoryName repository,
        @Nullable String workflow,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String branch,
        @Nullable String event,
        @Nullable String status) {}
