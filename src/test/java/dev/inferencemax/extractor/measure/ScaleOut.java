package dev.inferencemax.extractor.measure;

import static dev.inferencemax.extractor.measure.Downloads.argument;
import static org.awaitility.Awaitility.await;

import dev.inferencemax.extractor.BrokerProcess;
import dev.inferencemax.extractor.measure.Command.Cost;
import dev.inferencemax.extractor.sample.SampleGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What 1, 2 and 4 workers download in a second, each with so many downloads in flight, and whether the tables are those of
 * one machine alone. Arguments: single artifacts (20,000), milliseconds of latency of the API and of the storage (60, 0),
 * downloads in flight a worker (16).
 */
public final class ScaleOut {

    private static final int A_RUN = 200;

    private final SampleGitHub github;
    private final EmbeddedPostgres database;
    private final BrokerProcess broker;
    private final int width;

    private ScaleOut(SampleGitHub github, EmbeddedPostgres database, BrokerProcess broker, int width) {
        this.github = github;
        this.database = database;
        this.broker = broker;
        this.width = width;
    }

    public static void main(String[] args) throws IOException {
        int artifacts = argument(args, 0, 20_000);
        int api = argument(args, 1, 60);
        int blob = argument(args, 2, 0);
        int width = argument(args, 3, 16);
        try (SampleGitHub github = SampleGitHub.start();
                EmbeddedPostgres database = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                BrokerProcess broker = new BrokerProcess(Command.folder("broker"))) {
            github.repository("InferenceMAX/InferenceMAX").lazily(artifacts / A_RUN, A_RUN);
            github.budget(100_000_000, Duration.ofHours(1));
            ScaleOut measured = new ScaleOut(github, database, broker, width);
            Path wanted = measured.alone();
            github.latency(Duration.ofMillis(api), Duration.ofMillis(blob));
            double one = 0;
            for (int workers : new int[] {1, 2, 4}) {
                github.requests().reset();
                Cost cost = measured.with(workers);
                double seconds = cost.step("downloadArtifacts");
                one = workers == 1 ? seconds : one;
                System.out.printf(
                        "%d workers: %,d artifacts in %.1f s, %.0f a second, %.2f times one worker; %d asked for again, %s%n",
                        workers,
                        artifacts,
                        seconds,
                        artifacts / seconds,
                        one / seconds,
                        github.requests().downloadedAgain().size(),
                        same(wanted, cost.directory()) ? "the same tables" : "OTHER TABLES");
            }
        }
        System.exit(0);
    }

    private Path alone() {
        return Command.extractor(Command.folder("alone"), "384m")
                .with("--download=all", "--concurrency=" + width, "--api-url=" + github.apiUrl())
                .run()
                .requireGood()
                .directory();
    }

    private Cost with(int workers) {
        String name = "workers_" + workers + "_" + System.nanoTime();
        JdbcClient.create(database.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        Path raw = Command.folder("raw");
        List<Process> started = new ArrayList<>();
        try {
            for (int worker = 0; worker < workers; worker++) {
                Command command = command("worker", "worker-" + worker, name, raw);
                started.add(command.start());
                await().atMost(Duration.ofMinutes(1)).until(() -> command.said().contains("Waiting for partitions"));
            }
            return command("manager", "manager", name, raw).run().requireGood();
        } finally {
            started.forEach(worker -> worker.destroyForcibly().onExit().join());
        }
    }

    private Command command(String role, String folder, String name, Path raw) {
        return Command.extractor(Command.folder(folder), "384m")
                .with("--spring.profiles.active=scale-out", "--role=" + role, "--raw-dir=" + raw)
                .with("--spring.datasource.url=jdbc:postgresql://localhost:" + database.getPort() + "/" + name)
                .with("--spring.datasource.username=postgres", "--spring.artemis.broker-url=" + broker.url())
                .with("--download=all", "--concurrency=" + width, "--api-url=" + github.apiUrl());
    }

    private static boolean same(Path one, Path other) throws IOException {
        try (Stream<Path> files = Files.walk(one.resolve("out"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".csv")).toList()) {
                if (Files.mismatch(file, other.resolve(one.relativize(file))) != -1) {
                    return false;
                }
            }
            return true;
        }
    }
}
