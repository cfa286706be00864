package dev.inferencemax.extractor.cli;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a database says by its SQL state: PostgreSQL's five letters, and H2's, which are its error codes. The database of a
 * new installation cannot be made, the server is away, or another process is on it.
 */
enum DatabaseFault {
    HELD(
            "90020",
            ExitCode.NOT_NOW,
            "The state is held by another run (%s). Wait until it ends: the same command goes on then."),
    NO_FILE(
            "90028|90031|90062",
            ExitCode.FAILED,
            "Cannot create or read the state (%s). Make its directory writable and see that the disk is not full,"
                    + " or choose another --state."),
    BROKEN(
            "90030",
            ExitCode.FAILED,
            "The state cannot be read: its file is damaged (%s). Put a copy of it back; or move it away and run"
                    + " --spring.batch.job.name=import --archive=raw, which reads the raw archive again."),
    UNREACHABLE(
            "08...",
            ExitCode.FAILED,
            "Cannot reach the database (%s). Check spring.datasource.url and that the server is up;"
                    + " the same command goes on then."),
    NOT_LET_IN(
            "28...|3D000",
            ExitCode.USAGE,
            "The database does not let us in (%s). Check spring.datasource.url, username and password."),
    FULL(
            "53100",
            ExitCode.FAILED,
            "The disk of the database is full (%s). Free some space; the same command goes on then.");

    private static final Pattern FILE = Pattern.compile("\"([^\"]*?)(?:\\.mv\\.db)?\"");

    private static final Pattern EXCEPTION = Pattern.compile("^[A-Za-z.]+Exception: ");

    private final Pattern states;
    private final ExitCode exitCode;
    private final String message;

    DatabaseFault(String states, ExitCode exitCode, String message) {
        this.states = Pattern.compile(states);
        this.exitCode = exitCode;
        this.message = message;
    }

    boolean isMeantBy(SQLException e) {
        return e.getSQLState() != null
                && states.matcher(e.getSQLState().toUpperCase(Locale.ROOT)).matches();
    }

    ExitCode exitCode() {
        return exitCode;
    }

    String message(SQLException e) {
        return message.formatted(about(FailureMessages.textOf(e)));
    }

    /** H2 quotes the file; the rest of its message, and PostgreSQL's after the first line, is for developers. */
    private static String about(String text) {
        Matcher file = FILE.matcher(text);
        return file.find() && file.group(1).contains("/")
                ? EXCEPTION.matcher(file.group(1)).replaceFirst("")
                : text.lines().findFirst().orElse(text).replaceFirst("\\s*\\[[0-9-]+]$", "");
    }
}
