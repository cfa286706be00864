package dev.inferencemax.extractor.scaleout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who works on a partition: whoever has the database's lock on (job instance, step name). It is held by a connection of
 * its own, outside of the pool, and ends with it, however it ends.
 */
final class PartitionLocks {

    private static final String HELD = """
            select count(*) from pg_locks
             where locktype = 'advisory' and objsubid = 2 and granted and classid = cast(:instance as oid)
               and database = (select oid from pg_database where datname = current_database())
            """;

    private static final String HELD_ON = HELD + " and objid = cast(:name as oid)";

    private final DataSourceProperties database;
    private final JdbcClient jdbc;

    PartitionLocks(DataSourceProperties database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** The lock, if nobody had it within that time. */
    Optional<PartitionLock> take(StepExecution partition, Duration within) throws InterruptedException {
        int instance = instance(partition);
        int name = partition.getStepName().hashCode();
        try {
            Connection connection = DriverManager.getConnection(
                    database.determineUrl(), database.determineUsername(), database.determinePassword());
            PartitionLock lock = new PartitionLock(connection);
            if (lock.take(instance, name, within)) {
                return Optional.of(lock);
            }
            lock.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the lock of a partition cannot be taken: " + e.getMessage(), e);
        }
    }

    /** How many partitions of the job instance are worked on now. */
    int held(long jobInstance) {
        return jdbc.sql(HELD)
                .param("instance", Math.toIntExact(jobInstance))
                .query(Integer.class)
                .single();
    }

    boolean isHeld(StepExecution partition) {
        return isHeld(instance(partition), partition.getStepName());
    }

    boolean isHeld(long jobInstance, String name) {
        return jdbc.sql(HELD_ON)
                        .param("instance", jobInstance)
                        .param("name", Integer.toUnsignedLong(name.hashCode()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static int instance(StepExecution partition) {
        return Math.toIntExact(partition.getJobExecution().getJobInstance().getId());
    }
}
