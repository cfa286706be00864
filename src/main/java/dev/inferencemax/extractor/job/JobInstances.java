package dev.inferencemax.extractor.job;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which instance of a job a command means: of its scope, the one that is not complete; else the next. So the same command
 * resumes what was cut off, and after a success begins a refresh.
 */
@Component
class JobInstances {

    private static final String SCOPE = "scope";
    private static final String NUMBER = "number";

    private static final String LAST_NUMBER = """
            select coalesce(max(cast(number.parameter_value as bigint)), 0)
              from batch_job_execution_params scope
              join batch_job_execution_params number
                on number.job_execution_id = scope.job_execution_id and number.parameter_name = 'number'
             where scope.parameter_name = 'scope' and scope.parameter_value = :scope
            """;

    private final JobRepository repository;
    private final JobOperator operator;
    private final JdbcClient jdbc;
    private final ObjectProvider<WorkSharing> sharing;

    JobInstances(JobRepository repository, JobOperator operator, JdbcClient jdbc, ObjectProvider<WorkSharing> sharing) {
        this.repository = repository;
        this.operator = operator;
        this.jdbc = jdbc;
        this.sharing = sharing;
    }

    /** The parameters to start with. What a killed process left as running is set right: the state's lock is ours. */
    JobParameters next(String job, String command) {
        String scope = UUID.nameUUIDFromBytes((job + "\n" + command).getBytes(StandardCharsets.UTF_8))
                .toString();
        long last =
                jdbc.sql(LAST_NUMBER).param("scope", scope).query(Long.class).single();
        if (last > 0) {
            JobParameters parameters = parameters(scope, last);
            JobExecution execution = repository.getLastJobExecution(job, parameters);
            if (execution != null && resumable(execution)) {
                return parameters;
            }
        }
        return unused(job, scope, last + 1);
    }

    /** A process killed before its first execution leaves an instance that nothing can be started of. */
    private JobParameters unused(String job, String scope, long number) {
        JobParameters parameters = parameters(scope, number);
        JobInstance left = repository.getJobInstance(job, parameters);
        if (left != null) {
            repository.deleteJobInstance(left);
        }
        return parameters;
    }

    private boolean resumable(JobExecution execution) {
        boolean left = execution.isRunning()
                || execution.getStepExecutions().stream()
                        .anyMatch(step -> step.getStatus().isRunning());
        BatchStatus status = left ? recovered(execution).getStatus() : execution.getStatus();
        return status == BatchStatus.FAILED || status == BatchStatus.STOPPED;
    }

    private JobExecution recovered(JobExecution left) {
        sharing.ifAvailable(others -> others.reclaim(left));
        JobExecution present = Objects.requireNonNull(repository.getJobExecution(left.getId()));
        return operator.recover(present);
    }

    private static JobParameters parameters(String scope, long number) {
        return new JobParametersBuilder()
                .addString(SCOPE, scope)
                .addLong(NUMBER, number)
                .toJobParameters();
    }
}
