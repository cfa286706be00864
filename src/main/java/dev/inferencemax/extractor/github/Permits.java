package dev.inferencemax.extractor.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What this process has taken from the {@link SharedBudget}, a handful at a time, so that not each request asks there. */
final class Permits {

    /** More would lie unused here while others wait, and be too many to call back when GitHub refuses. */
    private static final int HANDFUL = 16;

    /** Answers name the end of one window differently by a second or so. */
    private static final Duration JITTER = Duration.ofSeconds(2);

    private final Clock clock;
    private final @Nullable SharedBudget shared;
    private final Map<String, Stock> stocks = new ConcurrentHashMap<>();

    Permits(Clock clock, @Nullable SharedBudget shared) {
        this.clock = clock;
        this.shared = shared;
    }

    /** Of one account. */
    private static final class Stock {

        private final Lock lock = new ReentrantLock(); // the shared budget is asked inside: a monitor would pin
        private int requests;
        private @Nullable Instant window;
        private SharedBudget.@Nullable Stated stated;
    }

    /** Takes leave for one request; returns null, or when to ask again. */
    @Nullable Instant take(Token token) {
        if (shared == null || token.isAnonymous()) {
            return null;
        }
        Stock stock = stock(token);
        stock.lock.lock();
        try {
            if (stock.window != null && !clock.instant().isBefore(stock.window)) {
                stock.requests = 0; // they were of that window
                stock.stated = null;
                stock.window = null;
            }
            if (stock.requests == 0) {
                SharedBudget.Grant grant = shared.take(token.account(), HANDFUL, stock.stated);
                if (grant.requests() == 0) {
                    return grant.opens() == null ? clock.instant() : grant.opens();
                }
                stock.requests = grant.requests();
            }
            stock.requests--;
            return null;
        } finally {
            stock.lock.unlock();
        }
    }

    /** Takes notice of what GitHub said of the account. */
    void answered(Token token, RateLimit.OfToken now, @Nullable Instant closed) {
        if (shared == null || token.isAnonymous()) {
            return;
        }
        Stock stock = stock(token);
        stock.lock.lock();
        try {
            Instant window = now.reset();
            Long remaining = now.remaining();
            // an answer may come after the window that it is of has ended
            if (window != null && remaining != null && now.limit() != null && window.isAfter(clock.instant())) {
                stock.stated = new SharedBudget.Stated(remaining, window);
                if (isAnother(window, stock.window)) {
                    stock.window = window;
                    shared.window(token.account(), now.limit(), stock.stated);
                }
            }
            if (closed != null) {
                stock.requests = 0;
                shared.close(token.account(), closed);
            }
        } finally {
            stock.lock.unlock();
        }
    }

    private Stock stock(Token token) {
        return stocks.computeIfAbsent(token.account(), account -> new Stock());
    }

    private static boolean isAnother(Instant window, @Nullable Instant known) {
        return known == null || Duration.between(known, window).abs().compareTo(JITTER) > 0;
    }
}
