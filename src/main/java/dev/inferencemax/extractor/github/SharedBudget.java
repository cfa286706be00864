package dev.inferencemax.extractor.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The requests left to accounts that other processes use too: whoever sends one takes it from here first. Times are on
 * this process's clock. For many threads and many processes at once.
 */
public interface SharedBudget {

    /**
     * What was granted.
     *
     * @param requests that may be sent; none: the account is empty
     * @param opens when it is worth asking again; null: now
     */
    record Grant(int requests, @Nullable Instant opens) {}

    /**
     * What GitHub stated to be left of a window.
     *
     * @param until when the next one surely has begun
     */
    record Stated(long remaining, Instant until) {}

    /**
     * Takes leave for some requests.
     *
     * @param account whose budget it is: tells one token from another, and not what it is
     * @param most requests that can be used
     * @param stated what GitHub stated last; null: nothing known. Where that is of the present window, and fewer than are
     *     thought to be left here, strangers use the account as well
     */
    Grant take(String account, int most, @Nullable Stated stated);

    /**
     * GitHub named a window that nobody here knew.
     *
     * @param limit requests to a window
     */
    void window(String account, long limit, Stated stated);

    /** GitHub refused: nobody is to send anything before that moment. */
    void close(String account, Instant until);
}
