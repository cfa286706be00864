package dev.inferencemax.extractor.measure;

import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Requests of a first backfill, against the fewest that anybody could get the same with: listings of 100 at a time, and an
 * aggregate a run. Arguments: runs (2,000), single artifacts a run (100).
 */
public final class Requests {

    private Requests() {}

    public static void main(String[] args) {
        int runs = Downloads.argument(args, 0, 2_000);
        int singles = Downloads.argument(args, 1, 100);
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository("InferenceMAX/InferenceMAX").lazily(runs, singles, true);
            github.budget(100_000_000, Duration.ofHours(1));
            Path directory = Command.folder("requests");
            String api = "--api-url=" + github.apiUrl();
            Command.extractor(directory, "384m").with(api).run().requireGood();
            long fewest = pages(runs) + pages(runs * (singles + 1L)) + runs;
            long made = github.requests().api();
            System.out.printf(
                    "%,d runs of %,d singles and an aggregate: %,d requests (%,d for zips), fewest %,d, ratio %.3f%n",
                    runs, singles, made, github.requests().of(Endpoint.ZIP), fewest, (double) made / fewest);
            for (String when : new String[] {"nothing new", "and once more"}) {
                github.requests().reset();
                Command.extractor(directory, "384m").with(api).run().requireGood();
                System.out.printf(
                        "%s: %d requests, %d of them without cost%n",
                        when, github.requests().api(), github.requests().notModified());
            }
        }
        System.exit(0);
    }

    private static long pages(long items) {
        return (items + 99) / 100;
    }
}
