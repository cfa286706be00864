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
     * Takes leave for some requests.
     *
     * @param account whose budget it is: tells one token from another, and not what it is
     * @param most requests that can be used
     * @param remaining requests that GitHub stated to be left in the present window; null: nothing known. Fewer than
     *     are thought to be left here means that strangers use the account as well
     */
    Grant take(String account, int most, @Nullable Long remaining);

    /**
     * GitHub named a window that nobody here knew.
     *
     * @param limit requests to a window
     * @param remaining of them, as stated
     * @param until when the next window surely has begun
     */
    void window(String account, long limit, long remaining, Instant until);

    /** GitHub refused: nobody is to send anything before that moment. */
    void close(String account, Instant until);
}
