package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows how far the present step is, at the pace of the display. A step shorter than that shows nothing at all. A clock of
 * its own draws, so that a watcher sees a step that waits, too.
 */
@Component
final class ConsoleProgress implements Progress {

    private final Display display;
    private final InstantSource clock;
    private final Beat beat;

    private @Nullable Showing step;

    ConsoleProgress() {
        this(Display.ofThisProcess(), InstantSource.system(), Beat.OF_A_THREAD);
    }

    ConsoleProgress(Display display, InstantSource clock, Beat beat) {
        this.display = display;
        this.clock = clock;
        this.beat = beat;
    }

    @Override
    public synchronized void begin(String what, long total) {
        end();
        Instant now = clock.instant();
        step = new Showing(new StepProgress(what, total, now), now, beat.start(this::draw, display.pace()));
    }

    @Override
    public synchronized void advance(long n) {
        if (step != null) {
            step.progress.advance(n);
            draw();
        }
    }

    @Override
    public synchronized void note(Supplier<String> tail) {
        if (step != null) {
            step.progress.note(tail);
        }
    }

    @Override
    public synchronized void end() {
        if (step != null) {
            step.ticking.stop();
            if (step.shown) {
                display.last(step.progress.line(clock.instant()));
            }
            step = null;
        }
    }

    /** Draws when it is time to. */
    private synchronized void draw() {
        Instant now = clock.instant();
        if (step != null && !now.isBefore(step.drawn.plus(display.pace()))) {
            step.drawn = now;
            step.shown = true;
            display.show(step.progress.line(now));
        }
    }

    /** The step on display. */
    private static final class Showing {

        private final StepProgress progress;
        private final Ticking ticking;
        private Instant drawn;
        private boolean shown;

        Showing(StepProgress progress, Instant began, Ticking ticking) {
            this.progress = progress;
            this.drawn = began;
            this.ticking = ticking;
        }
    }

    /** What makes it draw while nothing advances. */
    @FunctionalInterface
    interface Beat {

        Beat OF_A_THREAD = (tick, pace) -> {
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "progress");
                thread.setDaemon(true);
                return thread;
            });
            var unused = timer.scheduleWithFixedDelay(tick, pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
            return timer::shutdownNow;
        };

        Ticking start(Runnable tick, Duration pace);
    }

    /** A beat that goes on. */
    @FunctionalInterface
    interface Ticking {

        void stop();
    }
}
