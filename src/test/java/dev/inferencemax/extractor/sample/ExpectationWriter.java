package dev.inferencemax.extractor.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps the books while a history is written: which record stands where, and what must become of it. */
final class ExpectationWriter {

    private record Published(long runId, String json) {}

    private final Map<Published, Expected.Measurement> measurements = new LinkedHashMap<>();
    private final Map<Published, SampleResult> known = new LinkedHashMap<>();
    private final List<Set<Published>> artifacts = new ArrayList<>();
    private final List<Expected.Rejected> rejected = new ArrayList<>();
    private final List<Expected.Loss> losses = new ArrayList<>();
    private int duplicates;
    private int notResults;

    /** A record that can be read: a measurement the first time it is met in a run, a duplicate from then on. */
    void result(
            SampleWorkflowRun run,
            SampleArtifact artifact,
            String file,
            int index,
            SampleResult result,
            Set<String> flags) {
        Published record = new Published(run.id(), result.json());
        if (known.putIfAbsent(record, result) != null) {
            duplicates++;
            return;
        }
        ExpectedCells expected = new ExpectedCells(result, isSingle(artifact, file));
        Set<String> all = new TreeSet<>(flags);
        all.addAll(expected.flags());
        measurements.put(
                record,
                new Expected.Measurement(
                        run.id(), run.headSha(), artifact.id(), artifact.name(), file, index, expected.cells(), all));
    }

    /** In a copy of several artifacts each is a folder. */
    private static boolean isSingle(SampleArtifact artifact, String file) {
        String holder = file.contains("/") ? file.substring(0, file.indexOf('/')) : artifact.name();
        return !holder.startsWith("results_") && !holder.startsWith("Results - ");
    }

    /** What one download yields, for {@link #fewestDownloads()}. */
    void artifactHolds(SampleWorkflowRun run, List<SampleResult> results) {
        Set<Published> records = new LinkedHashSet<>();
        results.forEach(result -> records.add(new Published(run.id(), result.json())));
        artifacts.add(records);
    }

    void notAResult() {
        notResults++;
    }

    void rejected(SampleWorkflowRun run, SampleArtifact artifact, String file, Integer index, String reason) {
        rejected.add(new Expected.Rejected(run.id(), artifact.name(), file, index, reason));
    }

    void lost(SampleWorkflowRun run, SampleArtifact artifact) {
        losses.add(new Expected.Loss(run.id(), artifact.id(), artifact.name()));
    }

    Expected expected() {
        int records = measurements.size() + duplicates + notResults + rejected.size();
        return new Expected(
                List.copyOf(measurements.values()),
                records,
                duplicates,
                notResults,
                List.copyOf(rejected),
                List.copyOf(losses));
    }

    /** Zips that together hold every measurement: always the one that adds most. */
    int fewestDownloads() {
        Set<Published> missing = new LinkedHashSet<>(measurements.keySet());
        int downloads = 0;
        while (!missing.isEmpty()) {
            Set<Published> best = Set.of();
            long added = 0;
            for (Set<Published> artifact : artifacts) {
                long adds = artifact.stream().filter(missing::contains).count();
                if (adds > added) {
                    best = artifact;
                    added = adds;
                }
            }
            missing.removeAll(best);
            downloads++;
        }
        return downloads;
    }
}
