package dev.inferencemax.extractor.ledger;

import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database of its own, with the application's own tables: H2 in memory, or a real PostgreSQL. */
public final class TestDatabase {

    private TestDatabase() {}

    public static DataSource h2() {
        return migrated(
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"),
                "h2",
                "varchar");
    }

    /** One server for all tests of the JVM; each call copies the one database that was migrated. */
    public static DataSource postgres(ExtensionContext context) {
        ThrowawayPostgres server = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(ThrowawayPostgres.class, type -> start(), ThrowawayPostgres.class);
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        JdbcClient.create(server.database("postgres"))
                .sql("create database " + name + " template migrated")
                .update();
        return new SingleConnectionDataSource(server.url(name), true); // connecting costs most
    }

    private static ThrowawayPostgres start() {
        ThrowawayPostgres server = ThrowawayPostgres.start();
        JdbcClient.create(server.database("postgres"))
                .sql("create database migrated")
                .update();
        migrated(server.database("migrated"), "postgresql", "varchar collate \"C\"");
        return server;
    }

    private static DataSource migrated(DataSource database, String vendor, String text) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/" + vendor, "classpath:db/migration/ledger")
                .placeholders(Map.of("text", text))
                .load()
                .migrate();
        return database;
    }
}
