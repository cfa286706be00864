package dev.inferencemax.extractor;

import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * The whole job against a sample GitHub over real HTTP: what {@code ./mvnw spring-boot:test-run} starts. Starts afresh
 * each time, below {@code target/sample-run}.
 */
public final class SampleRun {

    private static final Path DIRECTORY = Path.of("target", "sample-run");

    private SampleRun() {}

    /**
     * The application ends the process; only if it cannot even start must the sample be closed. One artifact of the
     * history is lost by design: it is accepted, since Maven takes every exit code but 0 for a failure.
     */
    public static void main(String[] args) throws IOException {
        FileSystemUtils.deleteRecursively(DIRECTORY);
        System.setProperty("GITHUB_TOKEN", "sample");
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            ExtractorApplication.main(new String[] {
                "--spring.batch.job.name=backfill",
                "--workflow=all",
                "--accept-losses",
                "--api-url=" + github.apiUrl(),
                "--raw-dir=" + DIRECTORY.resolve("raw"),
                "--output-dir=" + DIRECTORY.resolve("out"),
                "--state=" + DIRECTORY.resolve("state").resolve("extractor")
            });
        }
    }
}
