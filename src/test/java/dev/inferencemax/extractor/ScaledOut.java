package dev.inferencemax.extractor;

import dev.inferencemax.extractor.sample.SampleGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A manager and workers as processes, on a database of their own. */
final class ScaledOut implements AutoCloseable {

    private final Path directory;
    private final EmbeddedPostgres server;
    private final String database;
    private final BrokerProcess broker;
    private final List<ExtractorProcess> processes = new ArrayList<>();
    private final SampleGitHub github;
    private final Map<String, String> environment;
    private String raw;

    ScaledOut(
            Path directory,
            EmbeddedPostgres server,
            BrokerProcess broker,
            SampleGitHub github,
            Map<String, String> settings) {
        this.directory = directory;
        this.raw = directory.resolve("raw").toString();
        this.server = server;
        this.github = github;
        this.environment = new HashMap<>(settings);
        this.environment.putIfAbsent("GITHUB_TOKEN", Workplace.TOKEN);
        this.environment.putIfAbsent("EXTRACTOR_SCALEOUT_POLL", "200ms");
        this.database = "scaled_" + UUID.randomUUID().toString().replace("-", "");
        JdbcClient.create(server.getPostgresDatabase())
                .sql("create database " + database)
                .update();
        this.broker = broker;
    }

    /** Whatever is started after this has that in its environment as well. */
    ScaledOut with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Whatever is started after this keeps the raw archive there, rather than in a folder that all share. */
    ScaledOut keepingIn(String place) {
        raw = place;
        return this;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(server.getDatabase("postgres", database));
    }

    Workplace manager() {
        return new Workplace(directory.resolve("manager"));
    }

    ExtractorProcess startManager(String... arguments) {
        return start(manager(), Stream.concat(Stream.of("--role=manager"), Stream.of(arguments)));
    }

    /** Each in a place of its own; only the archive is shared. */
    ExtractorProcess startWorker(String... arguments) {
        return start(
                new Workplace(directory.resolve("worker-" + processes.size())),
                Stream.concat(Stream.of("--role=worker"), Stream.of(arguments)));
    }

    /** One of so many that need no broker. */
    ExtractorProcess startShard(int index, int of) {
        return start(
                index == 0 ? manager() : new Workplace(directory.resolve("worker-" + processes.size())),
                Stream.empty(),
                Map.of("EXTRACTOR_SHARD", index + "/" + of));
    }

    private ExtractorProcess start(Workplace place, Stream<String> arguments) {
        return start(
                place, Stream.concat(Stream.of("--spring.artemis.broker-url=" + broker.url()), arguments), Map.of());
    }

    private ExtractorProcess start(Workplace place, Stream<String> arguments, Map<String, String> also) {
        String[] all = Stream.of(
                        Stream.of(Workplace.backfill(github)),
                        Stream.of(
                                "--spring.profiles.active=scale-out",
                                "--spring.datasource.url=jdbc:postgresql://localhost:" + server.getPort() + "/"
                                        + database,
                                "--spring.datasource.username=postgres",
                                "--raw-dir=" + raw),
                        arguments)
                .flatMap(part -> part)
                .toArray(String[]::new);
        Map<String, String> of = new HashMap<>(environment);
        of.putAll(also);
        ExtractorProcess process = place.startWith(of, all);
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        processes.forEach(ExtractorProcess::close);
    }
}
