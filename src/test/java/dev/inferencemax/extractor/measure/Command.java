package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.ExtractorApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program in a process of its own, and what it cost. */
final class Command {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path directory;
    private final Path logs;
    private final List<String> words = new ArrayList<>();

    private Command(Path directory, Path logs) {
        this.directory = directory;
        this.logs = logs;
    }

    /**
     * What a process cost.
     *
     * @param cpu seconds of all its threads, to a tenth of one, however busy the machine was
     * @param megabytes resident at the most; 0: this system does not tell
     */
    record Cost(Path directory, int exitCode, double seconds, double cpu, long megabytes) {

        /** Seconds of one step of a job, as its summary has them. */
        double step(String name) {
            return summary().path("steps").path(name).asDouble(0);
        }

        JsonNode summary() {
            return JsonMapper.shared().readTree(directory.resolve("out").resolve("summary.json"));
        }

        Cost requireGood() {
            if (exitCode != 0) {
                throw new IllegalStateException("exit code %d in %s".formatted(exitCode, directory));
            }
            return this;
        }
    }

    /** An empty folder below {@code target}. */
    static Path folder(String name) {
        Path folder = Path.of("target", "measure", name).toAbsolutePath();
        try {
            FileSystemUtils.deleteRecursively(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application, with this much heap; the variable {@code MEASURE_JAVA} may hold more options, as of a profiler. */
    static Command extractor(Path directory, String heap) {
        String options = "-Xmx" + heap + " " + System.getenv().getOrDefault("MEASURE_JAVA", "");
        return java(directory, ExtractorApplication.class, options.strip().split("\\s+"));
    }

    /** Java, and nothing said yet of what to run. */
    static Command bare(Path directory, Path logs) {
        return new Command(directory, logs).with(JAVA.toString());
    }

    static Command java(Path directory, Class<?> main, String... options) {
        return bare(directory, directory)
                .with(options)
                .with("-cp", System.getProperty("java.class.path"))
                .with(main.getName());
    }

    Command with(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /** What it has said until now. */
    String said() {
        try {
            return Files.readString(logs.resolve("out.log")) + Files.readString(logs.resolve("err.log"));
        } catch (IOException e) {
            return "";
        }
    }

    Cost run() {
        long start = System.nanoTime();
        long most = 0;
        Duration cpu = Duration.ZERO;
        try {
            Process process = start();
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, residentKilobytes(process.pid()));
                cpu = process.info().totalCpuDuration().orElse(cpu);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Cost(directory, process.exitValue(), seconds, cpu.toMillis() / 1000.0, most / 1024);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Process start() {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(logs.resolve("out.log").toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(logs.resolve("err.log").toFile()));
        builder.environment().put("GITHUB_TOKEN", "sample");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Linux tells; elsewhere it is not measured. */
    private static long residentKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
