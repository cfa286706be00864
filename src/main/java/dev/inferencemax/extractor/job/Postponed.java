package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.NoAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Artifacts that could not be had this time, because nobody answered for them. One that is out of order must not
 * keep the others from the dataset; many in a row are no accident, and end the step.
 */
@Component
class Postponed {

    private long count;
    private int inARow;
    private @Nullable NoAnswer last;

    void begin() {
        count = 0;
        inARow = 0;
        last = null;
    }

    void had() {
        inARow = 0;
    }

    /**
     * Notes one.
     *
     * @param tooMany in a row to go on
     */
    void postpone(NoAnswer why, int tooMany) {
        postpone(why);
        if (++inARow >= tooMany) {
            throw why;
        }
    }

    /** Notes one that others say nothing about. */
    void postpone(NoAnswer why) {
        count++;
        last = why;
    }

    /** What a person should know of it; null: nothing was postponed. */
    @Nullable String message() {
        return last == null
                ? null
                : "Published without %d artifacts that could not be had this time. %s"
                        .formatted(count, last.getMessage());
    }
}
