package dev.inferencemax.extractor.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One job of a run's newest attempt.
 *
 * @param name with the names of the calling workflows before it: {@code dsr1-1k8k / bmk-gb200-fp4}
 * @param status {@code queued}, {@code in_progress}, …; empty: not stated
 * @param conclusion {@code success}, {@code failure}, {@code skipped}, …; null while not completed
 * @param runner name of the machine; null: none took it
 */
public record Job(
        long id,
        String name,
        String status,
        @Nullable String conclusion,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String runner) {

    static @Nullable Job from(ServedObject job) {
        Long id = job.number("id");
        return id == null
                ? null
                : new Job(
                        id,
                        job.textOr("name", ""),
                        job.textOr("status", ""),
                        job.text("conclusion"),
                        job.instant("started_at"),
                        job.instant("completed_at"),
                        job.text("runner_name"));
    }
}
