package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What it takes to let a manager and workers run, each a process of its own, on a real broker and a real database. */
abstract class ManyMachines {

    static final int ARTIFACTS = 240;
    static final int IN_FLIGHT = 4;
    static final long RUN = 18984029536L;
    static final Pattern BEGINS = Pattern.compile("downloadArtifacts:\\S+ begins");

    static EmbeddedPostgres server;
    static BrokerProcess broker;

    @TempDir
    private static Path shared;

    @TempDir
    Path directory;

    SampleGitHub github;

    @BeforeAll
    static void startServers() throws IOException {
        server = EmbeddedPostgres.start();
        broker = new BrokerProcess(shared.resolve("broker"));
    }

    @AfterAll
    static void stopServers() throws IOException {
        broker.close();
        server.close();
    }

    @BeforeEach
    void startGitHub() {
        github = SampleGitHub.start();
    }

    @AfterEach
    void stopGitHub() {
        github.close();
    }

    SortedMap<String, String> aloneOnARunOfMany() {
        return aloneOnARunOf(ARTIFACTS);
    }

    /** One run of so many singles, and the tables that one machine alone makes of it. */
    SortedMap<String, String> aloneOnARunOf(int artifacts) {
        for (int conc = 1; conc <= artifacts; conc++) {
            github.repository().run(RUN).has(aResult().conc(conc).artifact());
        }
        Workplace alone = new Workplace(directory.resolve("alone"));
        assertThat(alone.here(Workplace.backfill(github)).exitCode()).isZero();
        github.requests().reset();
        github.latency(Duration.ofMillis(30), Duration.ofMillis(20));
        return alone.tables();
    }

    ScaledOut eightPartitions() {
        return eightPartitions(server);
    }

    ScaledOut eightPartitions(EmbeddedPostgres server) {
        return new ScaledOut(
                directory,
                server,
                broker,
                github,
                Map.of(
                        "EXTRACTOR_SCALEOUT_PARTITIONS", "8",
                        "EXTRACTOR_SCALEOUT_SMALLEST", "1",
                        "EXTRACTOR_CONCURRENCY", String.valueOf(IN_FLIGHT)));
    }

    static long begun(ExtractorProcess worker) {
        return BEGINS.matcher(worker.saidUntilNow()).results().count();
    }

    static void assertSame(Ended ended, ScaledOut many, SortedMap<String, String> wanted) {
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(many.manager().tables()).isEqualTo(wanted);
    }

    static int partitionsDoneTwice(ScaledOut many) {
        return many.jdbc().sql("""
                        select count(*) from (
                            select step_name from batch_step_execution
                             where step_name like '%:%' and status = 'COMPLETED'
                             group by step_name having count(*) > 1) twice
                        """).query(Integer.class).single();
    }
}
