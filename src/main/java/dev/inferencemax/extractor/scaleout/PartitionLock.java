package dev.inferencemax.extractor.scaleout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** The lock of one partition, and a line to the database that shows whether it is still ours. */
final class PartitionLock implements AutoCloseable {

    private static final Duration ASKED_AGAIN_AFTER = Duration.ofMillis(250);
    private static final int SILENCE_SECONDS = 10;
    private static final Set<String> RUNNING = Set.of("STARTING", "STARTED");

    private final Connection connection;

    PartitionLock(Connection connection) {
        this.connection = connection;
    }

    boolean take(int instance, int name, Duration within) throws SQLException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!tryTake(instance, name)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(ASKED_AGAIN_AFTER.toMillis());
        }
        return true;
    }

    private boolean tryTake(int instance, int name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, instance);
            statement.setInt(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Whether the job wants the partition done. Asked by one thread at a time.
     *
     * @throws GivenBack the database does not answer, so the lock may be somebody else's by now
     */
    boolean isWanted(long jobExecution) {
        try (PreparedStatement statement =
                connection.prepareStatement("select status from batch_job_execution where job_execution_id = ?")) {
            statement.setQueryTimeout(SILENCE_SECONDS);
            statement.setLong(1, jobExecution);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && RUNNING.contains(row.getString(1));
            }
        } catch (SQLException e) {
            throw new GivenBack("the database does not answer, so it is no longer ours: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the database let go of it before us
        }
    }
}
