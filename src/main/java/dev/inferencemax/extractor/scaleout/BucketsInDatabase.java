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
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The budgets of all processes on one PostgreSQL: a bucket an account, filled again when GitHub's window ends. */
final class BucketsInDatabase implements SharedBudget {

    /** GitHub's; each of its windows is named when it begins, so this only bounds what is not named. */
    private static final Duration WINDOW = Duration.ofHours(1);

    /** One in a hundred is kept back, for what is under way while a window ends. */
    private static final int KEPT_BACK = 100;

    private static final long LIMIT_OF_NO_NAME = 5_000;

    private final ProxyManager<Long> buckets;

    BucketsInDatabase(DataSource database) {
        this.buckets = Bucket4jPostgreSQL.advisoryLockBasedBuilder(database)
                .table("request_budget")
                .idColumn("account")
                .stateColumn("state")
                .build();
    }

    @Override
    public Grant take(String account, int most, @Nullable Long remaining) {
        Optional<BucketConfiguration> known = buckets.getProxyConfiguration(key(account));
        if (known.isEmpty()) {
            return new Grant(1, null); // its answer will tell
        }
        BucketProxy bucket = bucket(account, known.get());
        VerboseResult<Long> taken = bucket.asVerbose().tryConsumeAsMuchAsPossible(most);
        long left = Math.max(0, taken.getState().getAvailableTokens());
        if (remaining != null && remaining < left) {
            bucket.tryConsumeAsMuchAsPossible(left - remaining); // strangers were here
        }
        if (taken.getValue() > 0) {
            return new Grant(taken.getValue().intValue(), null);
        }
        long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return new Grant(0, Instant.now().plusNanos(nanos).plusMillis(1));
    }

    @Override
    public void window(String account, long limit, long remaining, Instant until) {
        Optional<BucketConfiguration> known = buckets.getProxyConfiguration(key(account));
        if (known.isEmpty()) {
            // made full, as another process may do at the same moment, then brought to what GitHub says
            BucketProxy made = bucket(account, filledAt(until, limit));
            made.tryConsumeAsMuchAsPossible(Math.max(0, made.getAvailableTokens() - remaining));
        } else {
            bucket(account, known.get()).replaceConfiguration(filledAt(until, limit), TokensInheritanceStrategy.AS_IS);
        }
    }

    @Override
    public void close(String account, Instant until) {
        BucketConfiguration known =
                buckets.getProxyConfiguration(key(account)).orElseGet(() -> filledAt(until, LIMIT_OF_NO_NAME));
        BucketProxy bucket = bucket(account, known);
        bucket.replaceConfiguration(
                filledAgainAt(until, known.getBandwidths()[0].getCapacity()), TokensInheritanceStrategy.AS_IS);
        bucket.tryConsumeAsMuchAsPossible();
    }

    private BucketProxy bucket(String account, BucketConfiguration whenNew) {
        return buckets.getProxy(key(account), () -> whenNew);
    }

    private static BucketConfiguration filledAt(Instant time, long limit) {
        return filledAgainAt(time, Math.max(1, limit - limit / KEPT_BACK));
    }

    private static BucketConfiguration filledAgainAt(Instant time, long capacity) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(capacity).refillIntervallyAligned(capacity, WINDOW, time))
                .build();
    }

    private static long key(String account) {
        return Long.parseUnsignedLong(account, 16);
    }
}
