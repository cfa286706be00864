package dev.inferencemax.extractor.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that goes faster than real time, so that a wait of a minute is one of a second or two. Two with the same
 * beginning and pace agree, wherever they are.
 */
public final class HurriedClock extends Clock implements Sleeper {

    private final Instant since;
    private final int pace;

    public HurriedClock(Instant since, int pace) {
        this.since = since;
        this.pace = pace;
    }

    @Override
    public Instant instant() {
        return since.plus(Duration.between(since, Instant.now()).multipliedBy(pace));
    }

    @Override
    public void sleepUntil(Instant time) throws InterruptedException {
        Duration left = Duration.between(instant(), time);
        while (left.compareTo(Duration.ZERO) > 0) {
            Thread.sleep(left.dividedBy(pace).toMillis() + 1);
            left = Duration.between(instant(), time);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
