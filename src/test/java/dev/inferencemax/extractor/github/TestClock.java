package dev.inferencemax.extractor.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes only when somebody sleeps, and then at once. */
final class TestClock extends Clock implements Sleeper {

    /** A date of GitHub's and of this clock, to the second. */
    static final Instant START = Instant.parse("2025-12-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public void sleepUntil(Instant time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleepQuietlyUntil(time);
    }

    void sleepQuietlyUntil(Instant time) {
        now.accumulateAndGet(time, (present, wanted) -> wanted.isAfter(present) ? wanted : present);
    }

    void pass(Duration time) {
        now.updateAndGet(present -> present.plus(time));
    }

    Duration elapsed() {
        return Duration.between(START, instant());
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
