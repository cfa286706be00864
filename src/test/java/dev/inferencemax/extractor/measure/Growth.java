package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.measure.Command.Cost;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A backfill of few single artifacts and one of ten times as many, with little memory: rates, memory, and what an
 * artifact takes of the disk. Arguments: the smaller number (20,000), heap (384m), how many times as many (10).
 */
public final class Growth {

    private static final int A_RUN = 200;

    private Growth() {}

    public static void main(String[] args) {
        int few = Downloads.argument(args, 0, 20_000);
        String heap = args.length > 1 ? args[1] : "384m";
        int times = Downloads.argument(args, 2, 10);
        for (int artifacts : new int[] {few, few * times}) {
            backfill(artifacts, heap);
        }
        System.exit(0);
    }

    private static void backfill(int artifacts, String heap) {
        Path directory = Command.folder("growth-" + artifacts);
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository("InferenceMAX/InferenceMAX").lazily(artifacts / A_RUN, A_RUN);
            github.budget(Integer.MAX_VALUE, Duration.ofHours(1));
            Cost cost = Command.extractor(directory, heap)
                    .with("--download=all", "--concurrency=32", "--api-url=" + github.apiUrl())
                    .run()
                    .requireGood();
            System.out.printf(
                    "%,d artifacts, heap %s: %,d MB at the most; a second: listed %,.0f, downloaded %,.0f, parsed %,.0f,"
                            + " merged %,.0f, exported %,.0f; bytes an artifact: database %,d, archive %,d, out %,d%n",
                    artifacts,
                    heap,
                    cost.megabytes(),
                    artifacts / cost.step("listArtifacts"),
                    artifacts / cost.step("downloadArtifacts"),
                    artifacts / cost.step("parseArtifacts"),
                    artifacts / cost.step("mergeResults"),
                    artifacts / cost.step("exportDataset"),
                    bytes(directory.resolve("state")) / artifacts,
                    bytes(directory.resolve("raw")) / artifacts,
                    bytes(directory.resolve("out")) / artifacts);
            Rebuilds.show(
                    "rebuild",
                    artifacts,
                    Command.extractor(directory, heap)
                            .with("--spring.batch.job.name=rebuild")
                            .run()
                            .requireGood());
        }
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(Growth::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
