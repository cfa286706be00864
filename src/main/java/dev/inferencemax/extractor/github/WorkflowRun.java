package dev.inferencemax.extractor.github;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run of a workflow, in its newest attempt.
 *
 * @param attempt 1 for the first; a re-run keeps the id and counts this up
 * @param workflowId 0: not stated
 * @param path of the workflow's file, sometimes with the ref behind it: {@code .github/workflows/a.yml@main}
 * @param event what started it: {@code push}, {@code schedule}, {@code pull_request}, …
 * @param status {@code completed}, {@code in_progress}, {@code queued}, …; empty: not stated
 * @param conclusion null while the run is not completed
 * @param createdAt when the first attempt was asked for; {@link Instant#EPOCH} when GitHub states no time at all
 * @param fork the code came from another repository than the one that ran it, or the repository itself is a fork
 * @param json the run, character for character as GitHub served it
 */
public record WorkflowRun(
        long id,
        int attempt,
        long workflowId,
        String name,
        @Nullable String path,
        String event,
        @Nullable String headBranch,
        @Nullable String headSha,
        String status,
        @Nullable String conclusion,
        Instant createdAt,
        Instant updatedAt,
        boolean fork,
        String json) {

    /** The name of the workflow's file, {@code run-sweep.yml}; null: not stated. */
    public @Nullable String workflowFile() {
        if (path == null) {
            return null;
        }
        int at = path.indexOf('@');
        String file = at < 0 ? path : path.substring(0, at);
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** True once nothing will be added to this attempt. */
    public boolean completed() {
        return status.equals("completed");
    }

    static @Nullable WorkflowRun from(ServedObject run) {
        Long id = run.number("id");
        if (id == null) {
            return null;
        }
        Instant created = firstOf(run.instant("created_at"), run.instant("run_started_at"), run.instant("updated_at"));
        return new WorkflowRun(
                id,
                (int) Math.max(1, Math.min(Integer.MAX_VALUE, run.numberOr("run_attempt", 1))),
                run.numberOr("workflow_id", 0),
                run.textOr("name", ""),
                run.text("path"),
                run.textOr("event", ""),
                run.text("head_branch"),
                run.text("head_sha"),
                run.textOr("status", ""),
                run.text("conclusion"),
                created,
                firstOf(run.instant("updated_at"), created),
                fromAFork(run),
                run.json());
    }

    private static Instant firstOf(@Nullable Instant... known) {
        return Stream.of(known).filter(Objects::nonNull).findFirst().orElse(Instant.EPOCH);
    }

    private static boolean fromAFork(ServedObject run) {
        ServedObject repository = run.object("repository");
        if (repository == null) {
            return false;
        }
        if (repository.flag("fork")) {
            return true;
        }
        ServedObject head = run.object("head_repository");
        if (head == null) {
            return run.has("head_repository"); // null where the fork was deleted since
        }
        return !Objects.equals(head.number("id"), repository.number("id"));
    }
}
