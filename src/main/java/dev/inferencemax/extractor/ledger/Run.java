package dev.inferencemax.extractor.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run. Null where no source said: an unpacked folder knows its run's number and no more.
 *
 * @param repository OWNER/NAME it was listed in
 * @param workflow file name of the workflow, {@code run-sweep.yml}
 * @param attempt the newest the run had when last listed
 * @param fork made by, or from, a fork of the repository
 * @param askedFor asked for by name, and so official whatever its event and branch
 */
public record Run(
        long id,
        @Nullable String repository,
        @Nullable String workflow,
        @Nullable Integer attempt,
        @Nullable String event,
        @Nullable String headBranch,
        @Nullable String headSha,
        boolean fork,
        @Nullable String status,
        @Nullable String conclusion,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        boolean askedFor) {

    /** A run of which hardly more than its number is known. */
    public static Run numbered(long id, @Nullable String workflow, boolean askedFor) {
        return new Run(id, null, workflow, null, null, null, null, false, null, null, null, null, askedFor);
    }

    /** A run that is known only because something names it. */
    public static Run mentioned(long id, @Nullable Integer attempt, @Nullable String event, @Nullable String headSha) {
        return new Run(id, null, null, attempt, event, null, headSha, false, null, null, null, null, false);
    }

    /** Whether this is a later state of the run than the other; what is not dated is never newer. */
    public boolean isNewerThan(Run other) {
        if (updatedAt == null || other.updatedAt == null) {
            return false;
        }
        int mine = attempt == null ? 1 : attempt;
        int others = other.attempt == null ? 1 : other.attempt;
        return mine != others ? mine > others : updatedAt.isAfter(other.updatedAt);
    }

    public boolean completed() {
        return status == null || status.equals("completed");
    }
}
