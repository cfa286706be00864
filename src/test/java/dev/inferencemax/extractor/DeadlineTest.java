package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code --max-duration}, for schedulers that would kill what takes longer. */
class DeadlineTest {

    private static final int ARTIFACTS = 40;
    private static final long RUN = 18984029536L;

    /** Far more than a stop takes, far less than what is waited for. */
    private static final Duration PROMPTLY = Duration.ofSeconds(15);

    private final SampleGitHub github = SampleGitHub.start();

    @TempDir
    private Path directory;

    private Workplace work;

    @BeforeEach
    void open() {
        work = new Workplace(directory.resolve("work"));
        for (int conc = 1; conc <= ARTIFACTS; conc++) {
            github.repository().run(RUN).has(aResult().conc(conc).artifact());
        }
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void theSameCommandWithTheSameDeadlineGetsToTheEndPieceByPiece() {
        Workplace undisturbed = new Workplace(directory.resolve("undisturbed"));
        long began = System.nanoTime();
        assertThat(undisturbed.run(Workplace.backfill(github)).exitCode()).isZero();
        Duration whole = Duration.ofNanos(System.nanoTime() - began);
        SortedMap<String, String> wanted = undisturbed.tables();
        github.requests().reset();
        Duration deadline = whole.plusSeconds(2);
        github.on(Endpoint.BLOB)
                .times(ARTIFACTS / 3, Fault.none())
                .then(Fault.delay(Duration.ofMinutes(2)))
                .times(ARTIFACTS / 3, Fault.none())
                .then(Fault.delay(Duration.ofMinutes(2)));
        String[] command =
                Workplace.backfill(github, "--concurrency=1", "--max-duration=" + deadline.toMillis() + "ms");

        List<Ended> stopped = new ArrayList<>();
        Ended ended = work.run(command);
        while (ended.exitCode() == 75 && stopped.size() < ARTIFACTS) {
            stopped.add(ended);
            ended = work.run(command);
        }

        assertThat(stopped)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(each75 -> assertThat(each75.err())
                        .contains("The deadline was reached: --max-duration=")
                        .contains("The same command goes on from here.")
                        .hasLineCount(1));
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(work.tables()).isEqualTo(wanted);
        assertThat(github.requests().downloadedAgain()).isEmpty();
        assertThat(github.requests().of(Endpoint.BLOB)).isLessThanOrEqualTo(ARTIFACTS + stopped.size());
        github.assertClean();
    }

    /** What keeps a job from going on, for minutes or an hour. */
    enum Waiting {
        FOR_A_RATE_LIMIT {
            @Override
            void begin(SampleGitHub github) {
                github.budget(20, Duration.ofHours(1));
            }
        },
        FOR_A_LISTING {
            @Override
            void begin(SampleGitHub github) {
                github.on(Endpoint.RUNS).always(Fault.delay(Duration.ofSeconds(50)));
            }
        },
        FOR_AN_ARTIFACT {
            @Override
            void begin(SampleGitHub github) {
                github.on(Endpoint.BLOB).always(Fault.stalled());
            }
        };

        abstract void begin(SampleGitHub github);
    }

    @ParameterizedTest
    @EnumSource
    void itTakesEffectWhileSomethingIsWaitedForAndNoFurtherStepIsBegun(Waiting waiting) {
        waiting.begin(github);
        long began = System.nanoTime();

        Ended stopped = work.run(Workplace.backfill(github, "--max-duration=4s"));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(4), PROMPTLY);
        assertThat(stopped.exitCode()).as(stopped.said()).isEqualTo(75);
        assertThat(stopped.err()).contains("--max-duration=4s").hasLineCount(1);
        assertThat(work.path("out/summary.json")).doesNotExist();
    }

    @Test
    void oneThatIsOverBeforeTheJobBeginsLetsNothingBegin() {
        Ended stopped = work.run(Workplace.backfill(github, "--max-duration=1ms"));

        assertThat(stopped.exitCode()).as(stopped.said()).isEqualTo(75);
        assertThat(github.requests().api()).isZero();
    }
}
