package dev.inferencemax.extractor.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where a line of progress is shown, and how often that is bearable. */
interface Display {

    /** A newer line. */
    void show(String line);

    /** The last line of a step. */
    void last(String line);

    /** Between two lines. */
    Duration pace();

    /** One line redrawn when somebody watches, else a line of the log now and then. */
    static Display ofThisProcess() {
        return isWatched(System.console(), System.getenv())
                ? new Redrawn(System.err, width(System.getenv()))
                : new Logged(LoggerFactory.getLogger(ConsoleProgress.class)::info);
    }

    private static boolean isWatched(@Nullable Console console, Map<String, String> environment) {
        return console != null
                && isTerminal(console)
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** From Java 22 on there is a console without a terminal too, and it can be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before 22 a console was a terminal
        }
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
    }

    /**
     * One line, drawn over itself. The cursor rests at its beginning, so that a log line in between starts there.
     *
     * @param width columns of the terminal; a longer line would wrap and no longer be drawn over
     */
    record Redrawn(PrintStream terminal, int width) implements Display {

        @Override
        public void show(String line) {
            terminal.print("\r" + fitted(line) + "\r");
            terminal.flush();
        }

        @Override
        public void last(String line) {
            terminal.print("\r" + fitted(line).stripTrailing() + System.lineSeparator());
            terminal.flush();
        }

        @Override
        public Duration pace() {
            return Duration.ofMillis(200);
        }

        private String fitted(String line) {
            int room = width - 1;
            return line.length() > room ? line.substring(0, room) : line + " ".repeat(room - line.length());
        }
    }

    /** A plain line each. */
    record Logged(Consumer<String> log) implements Display {

        @Override
        public void show(String line) {
            log.accept(line);
        }

        @Override
        public void last(String line) {
            log.accept(line);
        }

        @Override
        public Duration pace() {
            return Duration.ofSeconds(30);
        }
    }
}
