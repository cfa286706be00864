package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/** How long one request is worth waiting for. All waiting for those we ask happens here. */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /**
     * What the patience of every request has in common.
     *
     * @param whom is asked, for people
     */
    record Limits(String whom, Clock clock, Sleeper sleeper, Duration maxWait, Timing timing) {

        Patience fresh() {
            return new Patience(this);
        }

        Limits asking(String other) {
            return new Limits(other, clock, sleeper, maxWait, timing);
        }
    }

    private final Limits limits;
    private @Nullable Instant end; // set by the first failure: waiting for a turn is no fault of the request
    private int failures;

    private Patience(Limits limits) {
        this.limits = limits;
    }

    /** Waits for the gate to open. */
    void waitFor(Instant opening, String why) {
        if (opening.isAfter(end == null ? now().plus(limits.maxWait()) : end)) {
            throw new NotNow(
                    limits.whom() + "'s rate limit: " + why + " until " + opening + ", longer than --max-wait="
                            + DurationFormatterUtils.print(limits.maxWait(), DurationFormat.Style.COMPOSITE)
                            + " allows. The same command goes on after that.",
                    opening);
        }
        sleepUntil(opening);
    }

    /** The request was refused as too fast: the gate knows how long, this counts that it is not for ever. */
    void refused() {
        if (end == null) {
            end = now().plus(limits.maxWait());
        }
    }

    /** Waits before another try, each time longer; gives up when there were enough. */
    void failed(String what, IOException fault) {
        refused();
        failures++;
        Duration pause = pause();
        String how = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        if (fault instanceof AskLater later && later.pause().compareTo(pause) > 0) {
            pause = later.pause();
        }
        Instant again = now().plus(pause);
        if (failures >= limits.timing().tries() || again.isAfter(end)) {
            throw new NoAnswer(
                    limits.whom() + " does not answer usefully (" + what + ", tried " + failures + " times, at last: "
                            + how + "). The same command goes on later.",
                    again);
        }
        log.info(
                "{}: {}; again in {} ms (try {} of {})",
                what,
                how,
                pause.toMillis(),
                failures + 1,
                limits.timing().tries());
        sleepUntil(again);
    }

    /** Doubling, between half and all of it by chance, so that many threads do not come back at once. */
    private Duration pause() {
        Duration doubled = limits.timing().firstPause().multipliedBy(1L << Math.min(failures - 1, 16));
        long most = Math.min(doubled.toMillis(), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    private void sleepUntil(Instant time) {
        try {
            limits.sleeper().sleepUntil(time);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    /** Stops where somebody asked this thread to; the flag stays up for those above. */
    void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    NotNow interrupted() {
        return new NotNow("Interrupted while " + limits.whom() + " was asked. The same command goes on later.", now());
    }

    private Instant now() {
        return limits.clock().instant();
    }
}
