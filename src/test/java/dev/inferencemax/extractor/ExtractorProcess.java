package dev.inferencemax.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The application in a process of its own, started as a user starts it: {@code main}, arguments, environment, working
 * directory. Whatever is asked of it, it never shows a stack trace, nor a value of its environment that is a secret.
 */
final class ExtractorProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;
    private final String token;

    private ExtractorProcess(Process process, Path out, Path err, String token) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.token = token;
    }

    /**
     * How a process ended.
     *
     * @param exitCode 137 after kill -9
     */
    record Ended(int exitCode, String out, String err) {

        /** Both, for messages that may be in either. */
        String said() {
            return out + err;
        }
    }

    /** Starts it; the environment holds nothing but what is given and what the operating system needs. */
    static ExtractorProcess start(Path directory, Map<String, String> environment, List<String> arguments) {
        try {
            List<String> command = new ArrayList<>(QuickStart.command());
            command.addAll(arguments);
            Path out = Files.createTempFile(directory, "said-", ".out");
            Path err = Files.createTempFile(directory, "said-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "SystemRoot", "TEMP"));
            builder.environment().putAll(environment);
            return new ExtractorProcess(builder.start(), out, err, environment.getOrDefault("GITHUB_TOKEN", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said until now. */
    String saidUntilNow() {
        return read(out) + read(err);
    }

    /** SIGTERM. */
    ExtractorProcess terminate() {
        process.destroy();
        return this;
    }

    /** SIGKILL. */
    Ended kill() {
        process.destroyForcibly();
        return ended();
    }

    /** SIGKILL after a while, unless it has ended before. */
    Ended killedAfter(Duration time) {
        try {
            process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return kill();
    }

    /** Waits until it ends by itself. */
    Ended ended() {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("not ended after " + LONGEST + "\n" + read(out) + read(err));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        Ended ended = new Ended(process.exitValue(), read(out), read(err));
        refuse(ended, "\tat ");
        refuse(ended, "Exception in thread");
        refuse(ended, token);
        return ended;
    }

    private static void refuse(Ended ended, String text) {
        if (!text.isEmpty() && ended.said().contains(text)) {
            throw new AssertionError("nobody should ever read '" + text + "':\n" + ended.said());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves no process behind, whatever became of the test. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
