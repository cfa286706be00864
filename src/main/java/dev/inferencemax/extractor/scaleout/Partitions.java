package dev.inferencemax.extractor.scaleout;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The partitions as the database knows them, each time in one question. */
final class Partitions {

    private static final String OF_ROUND = """
            select step_execution_id, step_name, status, version, exit_code, exit_message
              from batch_step_execution
             where job_execution_id = :job and starts_with(step_name, :round)
             order by step_name
            """;

    private static final String WAITING = """
            select part.step_execution_id, part.step_name, job.job_instance_id
              from batch_step_execution part
              join batch_job_execution job on job.job_execution_id = part.job_execution_id
             where job.status in ('STARTING', 'STARTED')
               and part.status in ('STARTING', 'STARTED', 'STOPPED')
               and part.step_name like '%:%-%'
             order by part.step_name
            """;

    private static final String NEWEST_JOB = """
            select job_execution_id, status, end_time is not null as ended
              from batch_job_execution
             order by job_execution_id desc
             limit 1
            """;

    private final JdbcClient jdbc;

    Partitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those of one round in one execution of the job.
     *
     * @param round what their names begin with
     */
    List<Partition> of(long jobExecution, String round) {
        return jdbc.sql(OF_ROUND)
                .param("job", jobExecution)
                .param("round", round)
                .query((row, place) -> new Partition(
                        row.getLong("step_execution_id"),
                        row.getString("step_name"),
                        BatchStatus.valueOf(row.getString("status")),
                        row.getLong("version"),
                        row.getString("exit_code"),
                        Objects.requireNonNullElse(row.getString("exit_message"), "")))
                .list();
    }

    /**
     * A partition that is not done, whether or not somebody is at it.
     *
     * @param job instance that it is of
     */
    record Waiting(long id, String name, long job) {

        StepExecutionRequest request() {
            return new StepExecutionRequest(name.substring(0, name.indexOf(':')), id);
        }
    }

    /** Those of jobs that are running. */
    List<Waiting> waiting() {
        return jdbc.sql(WAITING)
                .query((row, place) -> new Waiting(
                        row.getLong("step_execution_id"), row.getString("step_name"), row.getLong("job_instance_id")))
                .list();
    }

    /** A job as it was started last. */
    record LastJob(long id, BatchStatus status, boolean ended) {}

    Optional<LastJob> lastJob() {
        return jdbc.sql(NEWEST_JOB)
                .query((row, place) -> new LastJob(
                        row.getLong("job_execution_id"),
                        BatchStatus.valueOf(row.getString("status")),
                        row.getBoolean("ended")))
                .optional();
    }
}
