package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes its time to try with many machines: {@code ./mvnw verify -Pscale-out -Dtest=ScaleOut*}. */
@Tag("thorough")
class ScaleOutThoroughTest {

    private static final long RUN = 18984029536L;

    private static EmbeddedPostgres server;
    private static BrokerProcess broker;

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startServers() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .start();
        broker = new BrokerProcess(shared.resolve("broker"));
    }

    @AfterAll
    static void stopServers() throws IOException {
        broker.close();
        server.close();
    }

    private static void publish(SampleGitHub github, int artifacts) {
        for (int conc = 1; conc <= artifacts; conc++) {
            github.repository().run(RUN).has(aResult().conc(conc).artifact());
        }
    }

    @Test
    @DisplayName("four workers on one token use its budget up, and never more than that")
    void oneBudgetForAll() {
        int limit = 500;
        try (SampleGitHub github = SampleGitHub.start();
                ScaledOut many = new ScaledOut(
                        directory, server, broker, github, Map.of("EXTRACTOR_SCALEOUT_PARTITIONS", "16"))) {
            publish(github, 2_600);
            github.latency(Duration.ofMillis(20), Duration.ofMillis(5));
            github.budget(limit, Duration.ofSeconds(10));
            for (int worker = 0; worker < 4; worker++) {
                many.startWorker();
            }
            ExtractorProcess manager = many.startManager();
            await().atMost(Duration.ofMinutes(4)).until(() -> !manager.isAlive());
            List<SampleGitHub.Window> windows = github.windows();
            System.out.println("windows of " + limit + ": " + windows);

            Ended ended = manager.ended();
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(windows)
                    .allSatisfy(window -> assertThat(window.refused()).isZero());
            assertThat(windows.subList(1, windows.size() - 1))
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(window -> assertThat(window.used()).isGreaterThanOrEqualTo(limit * 98 / 100));
        }
    }
}
