package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code kill -9} at moments that nobody chose, over backfills of one history, on either database: the dataset is that of
 * an undisturbed backfill on H2, to the byte. The properties {@code kills}, {@code kills.postgres} and {@code kills.seed}
 * say how many and repeat what was seen; {@code ./mvnw verify -Pmany-kills} makes 200 and 50.
 */
class KilledAtRandomTest {

    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final int KILLS_ON_POSTGRES = Integer.getInteger("kills.postgres", 3);

    /** Kills in a row before a backfill is let come to its end. */
    private static final int MOST_A_BACKFILL = 4;

    private static final int IN_FLIGHT = 16;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("killed again and again, each backfill ends as if nothing had happened")
    void eachBackfillEndsAsIfNothingHadHappened() {
        killed(KILLS, () -> new String[0]);
    }

    @Test
    @DisplayName("and so it does on PostgreSQL, with the same bytes")
    void eachBackfillOnPostgresEndsAsIfNothingHadHappened() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            killed(KILLS_ON_POSTGRES, () -> database(server));
        }
    }

    /** A fresh one; connecting to it is an option of the command. */
    private static String[] database(EmbeddedPostgres server) {
        String name = "killed_" + UUID.randomUUID().toString().replace("-", "");
        JdbcClient.create(server.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        return new String[] {
            "--spring.datasource.url=jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
            "--spring.datasource.username=postgres"
        };
    }

    private void killed(int most, Supplier<String[]> database) {
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
            for (int backfill = 1; kills < most; backfill++) {
                github.requests().reset();
                Workplace work = new Workplace(directory.resolve("backfill-" + backfill));
                String[] command = Workplace.backfill(github, database.get());
                Map<Path, Object> complete = Map.of();
                int here = Math.min(most - kills, 1 + random.nextInt(MOST_A_BACKFILL));
                for (int kill = 0; kill < here; kill++) {
                    killed(work, command, Duration.ofMillis(random.nextLong(millis)));
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
                assertEndsAs(whole, undisturbed.tables(), work, command, github, complete, here, seed);
            }
            github.assertClean();
        }
    }

    private static void assertEndsAs(
            Ended whole,
            SortedMap<String, String> wanted,
            Workplace work,
            String[] command,
            SampleGitHub github,
            Map<Path, Object> complete,
            int kills,
            long seed) {
        Ended ended = work.here(command);

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
    private static void killed(Workplace work, String[] command, Duration after) {
        try (ExtractorProcess process = work.start(command)) {
            process.killedAfter(after);
        }
    }
}
