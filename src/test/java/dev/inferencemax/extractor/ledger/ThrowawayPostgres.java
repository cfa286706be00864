package dev.inferencemax.extractor.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A real PostgreSQL that is not kept: a container where there is an engine for it, else the binaries that Maven brings. */
final class ThrowawayPostgres implements Closeable {

    private static final String LOGIN = "?user=postgres";
    private static final String IMAGE = "postgres:18-alpine";

    private final Closeable server;
    private final String address;

    private ThrowawayPostgres(Closeable server, String address) {
        this.server = server;
        this.address = address;
    }

    static ThrowawayPostgres start() {
        return DockerClientFactory.instance().isDockerAvailable() ? inAContainer() : embedded();
    }

    private static ThrowawayPostgres inAContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust") // as the binaries have it
                .withCommand("postgres", "-c", "fsync=off");
        container.start();
        return new ThrowawayPostgres(
                container::close,
                container.getHost() + ":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
    }

    private static ThrowawayPostgres embedded() {
        try {
            EmbeddedPostgres binaries = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off") // it is thrown away, never recovered
                    .start();
            return new ThrowawayPostgres(binaries, "localhost:" + binaries.getPort());
        } catch (IOException e) {
            throw new IllegalStateException("no PostgreSQL could be started here", e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://" + address + "/" + database + LOGIN;
    }

    DataSource database(String name) {
        return new DriverManagerDataSource(url(name));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
