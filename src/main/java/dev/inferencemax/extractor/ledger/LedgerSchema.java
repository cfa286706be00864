package dev.inferencemax.extractor.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the migrations need to know of the database they run on. */
@Configuration(proxyBeanMethods = false)
class LedgerSchema {

    /** H2 compares text by its characters; PostgreSQL does so only where it is told. */
    @Bean
    FlywayConfigurationCustomizer text(DataSource database) {
        return flyway -> {
            try (Connection connection = database.getConnection()) {
                boolean postgres =
                        connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
                flyway.placeholders(Map.of("text", postgres ? "varchar collate \"C\"" : "varchar"));
            } catch (SQLException e) {
                throw new IllegalStateException("the database cannot be asked what it is", e);
            }
        };
    }

    /**
     * H2 keeps each table as soon as it is made, so a process that is killed meanwhile leaves a migration half done. Each
     * of its statements does nothing where it was done already: it is simply run again.
     */
    @Bean
    FlywayMigrationStrategy again() {
        return flyway -> {
            if (Arrays.stream(flyway.info().all())
                    .anyMatch(migration -> migration.getState().isFailed())) {
                flyway.repair();
            }
            flyway.migrate();
        };
    }
}
