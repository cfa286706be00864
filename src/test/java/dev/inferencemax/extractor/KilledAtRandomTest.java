package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at moments that nobody chose, over backfills of one history. The properties {@code kills} and {@code
 * kills.seed} say how many and repeat what was seen; {@code ./mvnw verify -Pmany-kills} makes 200.
 */
class KilledAtRandomTest {

    private static final int KILLS = Integer.getInteger("kills", 15);

    /** Kills in a row before a backfill is let come to its end. */
    private static final int MOST_A_BACKFILL = 4;

    private static final int IN_FLIGHT = 16;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("killed again and again, each backfill ends as if nothing had happened")
    void eachBackfillEndsAsIfNothingHadHappened() {
        long seed = Long.getLong("kills.seed", System.nanoTime());
        Random random = new Random(seed);
        System.out.println("kills.seed=" + seed);
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            github.latency(Duration.ofMillis(2), Duration.ofMillis(5)); // so that more moments are within the network
            Workplace undisturbed = new Workplace(directory.resolve("undisturbed"));
            long began = System.nanoTime();
            Ended whole = undisturbed.run(Workplace.backfill(github));
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();

            int kills = 0;
            for (int backfill = 1; kills < KILLS; backfill++) {
                github.requests().reset();
                Workplace work = new Workplace(directory.resolve("backfill-" + backfill));
                Map<Path, Object> complete = Map.of();
                int here = Math.min(KILLS - kills, 1 + random.nextInt(MOST_A_BACKFILL));
                for (int kill = 0; kill < here; kill++) {
                    killed(work, github, Duration.ofMillis(random.nextLong(millis)));
                    String when = "kill %d of backfill %d, kills.seed=%d".formatted(kill + 1, backfill, seed);
                    assertThat(undisturbed.tables())
                            .as("no half file can be seen after " + when)
                            .containsAllEntriesOf(work.tables());
                    assertThat(work.identities("raw", ".zip"))
                            .as("what was complete before is not fetched again, " + when)
                            .containsAllEntriesOf(complete);
                    complete = work.identities("raw", ".zip");
                }
                kills += here;
                assertEndsAs(whole, undisturbed.tables(), work, github, complete, here, seed);
            }
            github.assertClean();
        }
    }

    private static void assertEndsAs(
            Ended whole,
            SortedMap<String, String> wanted,
            Workplace work,
            SampleGitHub github,
            Map<Path, Object> complete,
            int kills,
            long seed) {
        Ended ended = work.run(Workplace.backfill(github));

        String when = "kills.seed=" + seed;
        assertThat(ended.exitCode()).as(when + "\n" + ended.said()).isEqualTo(whole.exitCode());
        assertThat(work.tables()).as(when).isEqualTo(wanted);
        assertThat(work.identities("raw", ".zip")).as(when).containsAllEntriesOf(complete);
        assertThat(github.requests().downloadedAgain())
                .as("only what was on its way at a kill, " + when)
                .hasSizeLessThanOrEqualTo(kills * IN_FLIGHT);
        assertThat(work.files("raw", ".part")).as(when).isEmpty();
        assertThat(work.files("out", ".part")).as(when).isEmpty();
    }

    /** It may have come to its end before. */
    private static void killed(Workplace work, SampleGitHub github, Duration after) {
        try (ExtractorProcess process = work.start(Workplace.backfill(github))) {
            process.killedAfter(after);
        }
    }
}
