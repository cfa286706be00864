package dev.inferencemax.extractor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final List<String> log = new ArrayList<>();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Runnable tick = () -> {};
    private boolean ticking;

    private final ConsoleProgress logged = shownOn(new Display.Logged(log::add));
    private final ConsoleProgress redrawn =
            shownOn(new Display.Redrawn(new PrintStream(terminal, true, StandardCharsets.UTF_8), 60));

    private ConsoleProgress shownOn(Display display) {
        return new ConsoleProgress(display, () -> now, (draw, pace) -> {
            tick = draw;
            ticking = true;
            return () -> ticking = false;
        });
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    private String screen() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutATerminalALineSaysEveryThirtySecondsWhatIsDoneHowFastAndWhatIsLeft() {
        logged.begin("artifacts", 4_800);
        logged.note(() -> "4,812 requests left");
        for (int second = 1; second <= 65; second++) {
            after(Duration.ofSeconds(1));
            logged.advance(20);
        }

        assertThat(log)
                .containsExactly(
                        "artifacts: 600 of 4,800 (12%), 20/s, 3 min left, 4,812 requests left",
                        "artifacts: 1,200 of 4,800 (25%), 20/s, 3 min left, 4,812 requests left");
    }

    @Test
    void aStepThatWaitsIsShownToo() {
        logged.begin("artifacts", 100);
        after(Duration.ofSeconds(30));
        tick.run();

        assertThat(log).containsExactly("artifacts: 0 of 100 (0%)");
    }

    @Test
    void aShortStepSaysNothingAndALongOneEndsWithItsFigures() {
        logged.begin("runs", 3);
        logged.advance(3);
        logged.end();
        assertThat(log).isEmpty();

        logged.begin("runs", -1);
        after(Duration.ofSeconds(30));
        logged.advance(3);
        logged.advance(4);
        logged.end();
        assertThat(log).containsExactly("runs: 3, 0.1/s", "runs: 7, 0.2/s");
    }

    @Test
    void longTimesAreToldInHours() {
        logged.begin("artifacts", 100_000);
        after(Duration.ofSeconds(100));
        logged.advance(1_000);

        assertThat(log).containsExactly("artifacts: 1,000 of 100,000 (1%), 10/s, 2 h 45 min left");
    }

    @Test
    void onATerminalOneLineIsDrawnOverItselfAtMostFiveTimesASecond() {
        redrawn.begin("artifacts", 1_000);
        for (int hundredth = 1; hundredth <= 100; hundredth++) {
            after(Duration.ofMillis(10));
            redrawn.advance(1);
        }
        redrawn.end();

        assertThat(screen().split("\r\r", -1)).hasSize(6);
        assertThat(screen())
                .startsWith("\rartifacts: 20 of 1,000 (2%), 100/s, 9 s left")
                .endsWith("\rartifacts: 100 of 1,000 (10%), 100/s, 9 s left" + System.lineSeparator());
    }

    @Test
    void aLineThatIsTooLongForTheTerminalIsCutSoThatItDoesNotWrap() {
        redrawn.begin("artifacts", 1_000);
        redrawn.note(() -> "a remark that goes on and on and on");
        after(Duration.ofSeconds(1));
        redrawn.advance(1);

        assertThat(screen().replace("\r", "")).hasSize(59);
    }

    @Test
    void theNextStepBeginsFromNothing() {
        logged.begin("artifacts", 10);
        logged.note(() -> "a remark");
        logged.advance(10);
        logged.begin("results", 5);
        after(Duration.ofSeconds(30));
        logged.advance(3);

        assertThat(log).containsExactly("results: 3 of 5 (60%), 0.1/s, 20 s left");
    }

    @Test
    void betweenTheStepsNothingTicksAndNothingIsCounted() {
        logged.advance(1);
        logged.note(() -> "a remark");
        logged.end();
        logged.begin("artifacts", 10);
        assertThat(ticking).isTrue();
        logged.end();
        assertThat(ticking).isFalse();
        after(Duration.ofSeconds(31));
        tick.run();

        assertThat(log).isEmpty();
    }

    @Test
    void aThreadOfItsOwnDrawsWhileNothingAdvances() throws InterruptedException {
        CountDownLatch drawn = new CountDownLatch(2);
        Display display = new Display() {
            @Override
            public void show(String line) {
                drawn.countDown();
            }

            @Override
            public void last(String line) {}

            @Override
            public Duration pace() {
                return Duration.ofMillis(1);
            }
        };
        ConsoleProgress progress =
                new ConsoleProgress(display, java.time.InstantSource.system(), ConsoleProgress.Beat.OF_A_THREAD);

        progress.begin("artifacts", 1);

        assertThat(drawn.await(10, TimeUnit.SECONDS)).isTrue();
        progress.end();
    }
}
