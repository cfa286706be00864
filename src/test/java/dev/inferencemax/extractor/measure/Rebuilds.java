package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.measure.Command.Cost;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * Import and rebuild of an archive of single artifacts: how many a second are parsed, merged and exported. Beside it the
 * floor: unzip and read the trees on all cores, nothing else. Arguments: single artifacts (20,000), heap (384m).
 */
public final class Rebuilds {

    private static final int A_RUN = 200;

    private Rebuilds() {}

    public static void main(String[] args) throws IOException {
        int artifacts = Downloads.argument(args, 0, 20_000);
        String heap = args.length > 1 ? args[1] : "384m";
        Path had = Command.folder("had");
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository().lazily(artifacts / A_RUN, A_RUN).archiveTo(had);
        }
        System.out.printf("floor: %,.0f a second%n", artifacts / floor(had));
        Path directory = Command.folder("rebuilds");
        show("import", artifacts, job("import", directory, heap, "--archive=" + had));
        show("rebuild", artifacts, job("rebuild", directory, heap));
        System.exit(0);
    }

    private static Cost job(String name, Path directory, String heap, String... more) {
        return Command.extractor(directory, heap)
                .with("--spring.batch.job.name=" + name)
                .with(more)
                .run()
                .requireGood();
    }

    static void show(String name, int artifacts, Cost cost) {
        double parse = cost.step("parseArtifacts");
        double merge = cost.step("mergeResults");
        double export = cost.step("exportDataset");
        System.out.printf(
                "%s: parse %.2f s + merge %.2f s + export %.2f s = %,.0f a second; all steps %s, process %.1f s, %,d MB%n",
                name,
                parse,
                merge,
                export,
                artifacts / (parse + merge + export),
                cost.summary().path("steps"),
                cost.seconds(),
                cost.megabytes());
    }

    private static double floor(Path had) throws IOException {
        List<Path> zips;
        try (Stream<Path> files = Files.walk(had)) {
            zips = files.filter(file -> file.toString().endsWith(".zip")).toList();
        }
        read(zips.subList(0, zips.size() / 10)); // warm
        long start = System.nanoTime();
        ForkJoinPool.commonPool()
                .submit(() -> zips.parallelStream().forEach(zip -> read(List.of(zip))))
                .join();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void read(List<Path> zips) {
        for (Path zip : zips) {
            try (ZipFile file = new ZipFile(zip.toFile())) {
                for (ZipEntry entry : file.stream().toList()) {
                    try (InputStream content = file.getInputStream(entry)) {
                        JsonMapper.shared().readTree(content);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
