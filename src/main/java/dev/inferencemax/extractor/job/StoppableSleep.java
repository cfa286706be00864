package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Waits for GitHub, but not when the process is asked to end. */
@Component
class StoppableSleep implements Sleeper {

    /** So that a clock which is set forward, or a machine that was suspended, is noticed. */
    private static final Duration SLICE = Duration.ofSeconds(30);

    private final Clock clock;
    private final GracefulStop stop;

    StoppableSleep(Clock clock, GracefulStop stop) {
        this.clock = clock;
        this.stop = stop;
    }

    @Override
    public void sleepUntil(Instant time) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), time);
        while (left.compareTo(Duration.ZERO) > 0) {
            if (stop.isRequestedWithin(left.compareTo(SLICE) < 0 ? left.plusMillis(1) : SLICE)) {
                throw new InterruptedException("the process is asked to end");
            }
            left = Duration.between(clock.instant(), time);
        }
    }
}
