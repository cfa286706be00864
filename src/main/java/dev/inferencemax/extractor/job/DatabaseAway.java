package dev.inferencemax.extractor.job;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** A part of a step that ended because the database was away is no failed one: whoever comes next does the rest of it. */
final class DatabaseAway implements StepExecutionListener {

    /** SQL states of connections that are lost, and of a server that is being stopped or started. */
    private static final Pattern AWAY = Pattern.compile("08...|57P..");

    @Override
    public ExitStatus afterStep(StepExecution step) {
        if (SharedPart.isIn(step.getExecutionContext())
                && step.getStatus() == BatchStatus.FAILED
                && step.getFailureExceptions().stream().anyMatch(DatabaseAway::isBehind)) {
            step.setStatus(BatchStatus.STOPPED);
        }
        return step.getExitStatus();
    }

    private static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException of && isAway(of)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(SQLException e) {
        return e instanceof SQLTransientConnectionException
                || (e.getSQLState() != null && AWAY.matcher(e.getSQLState()).matches());
    }
}
