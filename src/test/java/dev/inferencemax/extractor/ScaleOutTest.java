package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job on many machines: a manager, workers, a broker and a database, each a process of its own. */
class ScaleOutTest {

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    private SampleGitHub github;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void startGitHub() {
        github = SampleGitHub.start();
        SampleHistory.believable(github);
    }

    @AfterEach
    void stopGitHub() {
        github.close();
    }

    @Test
    @DisplayName("a manager and two workers give what one machine alone gives, to the byte, with the same requests")
    void sameDataset() {
        Workplace alone = new Workplace(directory.resolve("alone"));
        Ended whole = alone.here(Workplace.backfill(github));
        github.requests().reset();
        try (ScaledOut many = new ScaledOut(directory, server, github, Map.of())) {
            many.startWorker();
            many.startWorker();
            Ended ended = many.startManager().ended();

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(whole.exitCode());
            assertThat(many.manager().tables()).isEqualTo(alone.tables());
            assertThat(github.requests().downloadedAgain()).isEmpty();
        }
    }
}
