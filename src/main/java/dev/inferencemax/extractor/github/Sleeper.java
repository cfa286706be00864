package dev.inferencemax.extractor.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets time pass. The partner of a {@link Clock}: whoever replaces one replaces both. */
@FunctionalInterface
public interface Sleeper {

    /** Returns when the clock shows that time. */
    void sleepUntil(Instant time) throws InterruptedException;

    /** Sleeps in slices, so that a clock which is set forward, or a machine that was suspended, is noticed. */
    static Sleeper on(Clock clock) {
        Duration slice = Duration.ofSeconds(30);
        return time -> {
            Duration left = Duration.between(clock.instant(), time);
            while (left.compareTo(Duration.ZERO) > 0) {
                Thread.sleep(Math.min(left.toMillis() + 1, slice.toMillis()));
                left = Duration.between(clock.instant(), time);
            }
        };
    }
}
