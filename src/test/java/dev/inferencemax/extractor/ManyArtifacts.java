package dev.inferencemax.extractor;

import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A backfill of many single artifacts with little memory; not a test, its figures depend on the machine. Arguments: how
 * many (100,000), and the heap of the application (384m). Starts afresh below {@code target/many-artifacts}.
 */
public final class ManyArtifacts {

    private static final Path DIRECTORY = Path.of("target", "many-artifacts").toAbsolutePath();
    private static final int A_RUN = 200;

    private ManyArtifacts() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int artifacts = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        String heap = args.length > 1 ? args[1] : "384m";
        FileSystemUtils.deleteRecursively(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository("InferenceMAX/InferenceMAX").lazily(artifacts / A_RUN, A_RUN);
            github.budget(10 * artifacts, Duration.ofHours(1));
            Process process = start(github, heap);
            long most = 0;
            while (process.isAlive()) {
                most = Math.max(most, residentKilobytes(process.pid()));
                process.waitFor(500, TimeUnit.MILLISECONDS);
            }
            System.out.printf(
                    "%,d artifacts, heap %s: exit %d, %,d MB resident at the most, %s%n",
                    artifacts, heap, process.exitValue(), most / 1024, github.requests());
            System.exit(process.exitValue());
        }
    }

    private static Process start(SampleGitHub github, String heap) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExtractorApplication.class.getName(),
                        "--workflow=all",
                        "--download=all",
                        "--concurrency=32",
                        "--api-url=" + github.apiUrl()))
                .directory(DIRECTORY.toFile())
                .inheritIO();
        builder.environment().put("GITHUB_TOKEN", "sample");
        return builder.start();
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
