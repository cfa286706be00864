package dev.inferencemax.extractor.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One process at a time on a database that many can reach. The database holds the lock for a connection of its own,
 * outside of the pool, and lets go of it when that connection ends, however it ends. The embedded database needs none: its
 * file is locked.
 */
@Component
public class DatabaseLock implements AutoCloseable {

    /** The text "extract" as a number: the lock's name among all locks of the database. */
    private static final long NAME = 0x65_78_74_72_61_63_74L;

    private final DataSourceProperties database;
    private final JdbcClient jdbc;
    private @Nullable Connection held;

    DatabaseLock(DataSourceProperties database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /**
     * Takes the lock for this process.
     *
     * @param holder how others are told who has it
     * @return who has it instead; empty: it is ours
     */
    public Optional<String> take(String holder) {
        if (!database.determineUrl().startsWith("jdbc:postgresql:")) {
            return Optional.empty();
        }
        try {
            Connection connection = DriverManager.getConnection(
                    database.determineUrl(), database.determineUsername(), database.determinePassword());
            if (!lock(connection)) {
                connection.close();
                return Optional.of(jdbc.sql("select holder from state_holder")
                        .query(String.class)
                        .optional()
                        .orElse("a process that has not said who it is"));
            }
            held = connection;
        } catch (SQLException e) {
            throw new IllegalStateException("the database's lock cannot be taken: " + e.getMessage(), e);
        }
        jdbc.sql("delete from state_holder").update();
        jdbc.sql("insert into state_holder (id, holder) values (1, :holder)")
                .param("holder", holder)
                .update();
        return Optional.empty();
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, NAME);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Called when the application ends. */
    @Override
    public void close() throws SQLException {
        if (held != null) {
            held.close();
        }
    }
}
