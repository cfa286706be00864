package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.CommandRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.util.PlaceholderResolutionException;

/**
 * The one place where what went wrong becomes a sentence and an exit code. A table: the first row that recognises one of the
 * causes speaks. Never a stack trace; that is what {@code --debug} is for.
 */
final class FailureMessages {

    private static final String OWN_PACKAGES = "dev.inferencemax.extractor.";

    private static final int LONGEST = 400;
    private static final String RESUMES = " The same command goes on from here.";

    /**
     * What the user gets.
     *
     * @param message one line, without secrets
     */
    record Failure(ExitCode exitCode, String message) {}

    /** What is said of one cause, where it is recognised; all are the causes it was found among, outermost first. */
    private record Row(Predicate<Throwable> recognises, Function<Throwable, Failure> says) {

        static <T extends Throwable> Row of(Class<T> type, Function<T, Failure> says) {
            return new Row(type::isInstance, cause -> says.apply(type.cast(cause)));
        }

        static Row of(DatabaseFault fault) {
            return new Row(
                    cause -> cause instanceof SQLException sql && fault.isMeantBy(sql),
                    cause -> new Failure(fault.exitCode(), fault.message((SQLException) cause)));
        }
    }

    /** Of what the application, Spring and the database say themselves. */
    private static final List<Row> TABLE = table();

    /** Of what surrounds the process: said only where no part of the application has better words. */
    private static final List<Row> SURROUNDINGS = surroundings();

    private FailureMessages() {}

    static Failure of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        Failure failure = first(TABLE, causes)
                .or(() -> speaksForItself(causes))
                .or(() -> first(SURROUNDINGS, causes))
                .orElseGet(() -> unexpected(causes));
        return new Failure(failure.exitCode(), oneLine(failure.message()));
    }

    private static Optional<Failure> first(List<Row> table, List<Throwable> causes) {
        return table.stream()
                .flatMap(
                        row -> causes.stream().filter(row.recognises()).limit(1).map(row.says()))
                .findFirst();
    }

    private static List<Row> table() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(UsageException.class, e -> new Failure(ExitCode.USAGE, textOf(e))));
        rows.add(Row.of(CommandRefused.class, e -> new Failure(ExitCode.USAGE, textOf(e))));
        rows.add(Row.of(StateHeld.class, e -> new Failure(ExitCode.NOT_NOW, textOf(e))));
        rows.add(Row.of(BindException.class, e -> new Failure(ExitCode.USAGE, WrongProperty.sentence(e))));
        rows.add(Row.of(ConfigDataException.class, e -> new Failure(ExitCode.USAGE, textOf(e))));
        rows.add(Row.of(PlaceholderResolutionException.class, e -> new Failure(ExitCode.USAGE, textOf(e) + ".")));
        for (DatabaseFault fault : DatabaseFault.values()) {
            rows.add(Row.of(fault));
        }
        return rows;
    }

    private static List<Row> surroundings() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                FailureMessages::isDiskFull,
                e -> new Failure(ExitCode.FAILED, "The disk is full (" + textOf(e) + "). Free some space." + RESUMES)));
        rows.add(Row.of(
                AccessDeniedException.class,
                e -> new Failure(
                        ExitCode.FAILED, "Permission denied: " + textOf(e) + ". Make it writable." + RESUMES)));
        rows.add(Row.of(
                UnknownHostException.class,
                e -> new Failure(
                        ExitCode.FAILED,
                        "No such host: " + textOf(e) + ". Check the network, the proxy and --api-url." + RESUMES)));
        rows.add(Row.of(
                ConnectException.class,
                e -> new Failure(
                        ExitCode.FAILED,
                        "No connection: " + textOf(e) + ". Check the network, the proxy and --api-url." + RESUMES)));
        rows.add(Row.of(
                OutOfMemoryError.class,
                e -> new Failure(
                        ExitCode.FAILED, "Out of memory. Give the process more, e.g. java -Xmx1g -jar ..." + RESUMES)));
        return rows;
    }

    /**
     * The exceptions of the modules below carry a message for people. One that kept a part of the application from being
     * built is about its configuration, before any work.
     */
    private static Optional<Failure> speaksForItself(List<Throwable> causes) {
        boolean beforeAnyWork = causes.stream().anyMatch(BeansException.class::isInstance);
        return causes.stream()
                .filter(FailureMessages::isOurs)
                .findFirst()
                .map(own -> new Failure(beforeAnyWork ? ExitCode.USAGE : ExitCode.FAILED, textOf(own)));
    }

    static boolean isOurs(Throwable cause) {
        return cause.getMessage() != null && cause.getClass().getName().startsWith(OWN_PACKAGES);
    }

    private static Failure unexpected(List<Throwable> causes) {
        Throwable root = causes.get(causes.size() - 1);
        String message = root.getMessage() == null ? "" : ": " + root.getMessage();
        return new Failure(
                ExitCode.FAILED,
                "unexpected: %s%s; run again with --debug for the stack trace"
                        .formatted(root.getClass().getSimpleName(), shortened(message)));
    }

    static boolean isDiskFull(Throwable cause) {
        return cause instanceof IOException && textOf(cause).contains("No space left on device");
    }

    /** Outermost first; broken chains that lead back to themselves end. */
    static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    static String textOf(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
    }

    private static String oneLine(String message) {
        return Secrets.mask(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
