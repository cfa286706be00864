package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.measure.Command.Cost;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A backfill of few single artifacts and one of ten times as many, with little memory: rates, memory, and what an
 * artifact takes of the disk; then the same command when nothing is new. Arguments: the smaller number (20,000), heap
 * (384m), how many times as many (10; 1: no second one).
 */
public final class Growth {

    private static final int A_RUN = 200;
    private static final int ROUNDS = 5;

    private Growth() {}

    public static void main(String[] args) {
        int few = Downloads.argument(args, 0, 20_000);
        String heap = args.length > 1 ? args[1] : "384m";
        int times = Downloads.argument(args, 2, 10);
        for (int artifacts : times == 1 ? new int[] {few} : new int[] {few, few * times}) {
            backfill(artifacts, heap);
        }
        System.exit(0);
    }

    private static void backfill(int artifacts, String heap) {
        Path directory = Command.folder("growth-" + artifacts);
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository("InferenceMAX/InferenceMAX").lazily(artifacts / A_RUN, A_RUN);
            github.budget(100_000_000, Duration.ofHours(1));
            Cost cost = backfillOnce(directory, heap, github);
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
            nothingNew(directory, heap, github);
            Rebuilds.show(
                    "rebuild",
                    artifacts,
                    Command.extractor(directory, heap)
                            .with("--spring.batch.job.name=rebuild")
                            .run()
                            .requireGood());
        }
    }

    /** Beside it a rebuild of nothing at all, turn by turn: what starting and ending takes. */
    private static void nothingNew(Path directory, String heap, SampleGitHub github) {
        github.requests().reset();
        List<Cost> again = new ArrayList<>();
        List<Cost> empty = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            again.add(backfillOnce(directory, heap, github));
            empty.add(Command.extractor(Command.folder("growth-empty"), heap)
                    .with("--spring.batch.job.name=rebuild")
                    .run()
                    .requireGood());
        }
        System.out.printf(
                "nothing new: %.2f s (%.2f s of CPU) and %.1f requests, an empty rebuild %.2f s (%.2f s); medians of %d%n",
                median(again, Cost::seconds),
                median(again, Cost::cpu),
                (double) github.requests().api() / ROUNDS,
                median(empty, Cost::seconds),
                median(empty, Cost::cpu),
                ROUNDS);
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> of) {
        return costs.stream().mapToDouble(of).sorted().toArray()[costs.size() / 2];
    }

    private static Cost backfillOnce(Path directory, String heap, SampleGitHub github) {
        return Command.extractor(directory, heap)
                .with("--download=all", "--concurrency=32", "--api-url=" + github.apiUrl())
                .run()
                .requireGood();
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
