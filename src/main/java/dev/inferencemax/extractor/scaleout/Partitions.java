package dev.inferencemax.extractor.scaleout;

import java.util.List;
import java.util.Objects;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The partitions of a round as the database knows them, in one question. */
final class Partitions {

    private static final String OF_ROUND = """
            select step_execution_id, step_name, status, version, exit_code, exit_message
              from batch_step_execution
             where job_execution_id = :job and starts_with(step_name, :round)
             order by step_name
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
}
