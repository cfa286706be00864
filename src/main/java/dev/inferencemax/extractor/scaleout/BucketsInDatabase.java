package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.github.SharedBudget;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of all processes on one PostgreSQL, a bucket an account. The bucket is not filled by a clock of its own, for
 * GitHub's windows begin with the first request after the last one's end: whoever is the first to come then fills it.
 */
final class BucketsInDatabase implements SharedBudget {

    /** GitHub's, until it names the end of a window that has begun. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final Duration SOON = Duration.ofMillis(250);

    /** Answers name the end of one window differently by a second or so. */
    private static final Duration JITTER = Duration.ofSeconds(3);

    /** No bucket lasts so long. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** One in a hundred is kept back, for what is under way while a window ends. */
    private static final int KEPT_BACK = 100;

    private static final long LIMIT_OF_NO_NAME = 5_000;

    /** Of what is left nobody takes more than this part at once: a process may have no use for it before the window ends. */
    private static final int SHARE = 16;

    private final ProxyManager<Long> buckets;
    private final RequestWindows windows;

    /** As it was when this process took some last. */
    private final Map<Long, Long> left = new ConcurrentHashMap<>();

    BucketsInDatabase(DataSource database, RequestWindows windows) {
        this.windows = windows;
        this.buckets = Bucket4jPostgreSQL.advisoryLockBasedBuilder(database)
                .table("request_budget")
                .idColumn("account")
                .stateColumn("state")
                .build();
    }

    @Override
    public Grant take(String account, int most, @Nullable Stated stated) {
        long key = key(account);
        Optional<RequestWindows.Window> known = windows.find(key);
        if (known.isEmpty()) {
            return new Grant(1, null); // its answer will tell
        }
        RequestWindows.Window window = known.get();
        BucketProxy bucket = bucket(key, window.capacity());
        Instant now = Instant.now();
        if (!now.isBefore(window.until())) {
            if (windows.replace(key, window.until(), now.plus(WINDOW))) {
                bucket.reset();
            }
            stated = null; // it was of the window that has ended
        }
        VerboseResult<Long> taken = bucket.asVerbose()
                .tryConsumeAsMuchAsPossible(Math.min(most, Math.max(1, left.getOrDefault(key, (long) most) / SHARE)));
        left.put(key, taken.getState().getAvailableTokens());
        if (stated != null && isOf(window, stated)) {
            lower(bucket, taken.getState().getAvailableTokens(), stated.remaining()); // strangers were here
        }
        return taken.getValue() > 0
                ? new Grant(taken.getValue().intValue(), null)
                : new Grant(0, opening(windows.find(key).orElse(window)));
    }

    /** Another process may have begun a window before this one has heard the last of the one before. */
    private static boolean isOf(RequestWindows.Window window, Stated stated) {
        return Duration.between(window.until(), stated.until()).abs().compareTo(JITTER) <= 0;
    }

    /** A window that has only just begun may not be filled yet, and is named by the first answer. */
    private static Instant opening(RequestWindows.Window window) {
        return window.named() ? window.until() : Instant.now().plus(SOON);
    }

    @Override
    public void window(String account, long limit, Stated stated) {
        long key = key(account);
        Optional<RequestWindows.Window> known = windows.find(key);
        if (!stated.until().isAfter(Instant.now())
                || known.filter(window -> window.named() && stated.until().isBefore(window.until()))
                        .isPresent()) {
            return; // told too late
        }
        long capacity = Math.max(1, limit - limit / KEPT_BACK);
        windows.put(key, capacity, stated.until());
        if (known.isEmpty()) {
            BucketProxy made = bucket(key, capacity);
            lower(made, made.getAvailableTokens(), stated.remaining());
        } else if (known.get().capacity() != capacity) {
            bucket(key, capacity).replaceConfiguration(of(capacity), TokensInheritanceStrategy.AS_IS);
        }
    }

    @Override
    public void close(String account, Instant until) {
        long key = key(account);
        long capacity = windows.find(key).map(RequestWindows.Window::capacity).orElse(LIMIT_OF_NO_NAME);
        windows.put(key, capacity, until);
        bucket(key, capacity).tryConsumeAsMuchAsPossible();
    }

    private static void lower(BucketProxy bucket, long from, long to) {
        if (from > to) {
            bucket.tryConsumeAsMuchAsPossible(from - to);
        }
    }

    private BucketProxy bucket(long key, long capacity) {
        return buckets.getProxy(key, () -> of(capacity));
    }

    private static BucketConfiguration of(long capacity) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(capacity).refillIntervally(capacity, NEVER))
                .build();
    }

    private static long key(String account) {
        return Long.parseUnsignedLong(account, 16);
    }
}
