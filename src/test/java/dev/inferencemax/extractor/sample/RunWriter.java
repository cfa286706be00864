package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the artifacts of one run and says, beside each, what is to be expected of it. */
final class RunWriter {

    private final SampleWorkflowRun run;
    private final ExpectationWriter expectation;
    private final Set<String> flags = new TreeSet<>();
    private final List<SampleResult> results = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean measuring = true;

    RunWriter(SampleWorkflowRun run, ExpectationWriter expectation, boolean official) {
        this.run = run;
        this.expectation = expectation;
        if (!official) {
            flags.add("unofficial");
        }
    }

    SampleWorkflowRun run() {
        return run;
    }

    /** What the dataset has against every row of the run. */
    RunWriter flagged(String flag) {
        flags.add(flag);
        return this;
    }

    private void expect(SampleArtifact artifact, String file, int index, SampleResult result) {
        if (measuring) {
            expectation.result(run, artifact, file, index, result, flags);
        } else {
            expectation.notAResult();
        }
    }

    /** Numbers of its own for each record, also when a configuration comes back in another run or attempt. */
    private SampleResult ofThisRun(SampleResult result) {
        return result.seed(run.id() * 1000 + results.size());
    }

    /** One artifact a result. */
    RunWriter singles(SampleResult... singles) {
        for (SampleResult single : singles) {
            files(single);
        }
        return this;
    }

    /** One artifact, a file for each result; named after the first. */
    RunWriter files(SampleResult... members) {
        List<SampleResult> written = new ArrayList<>();
        for (SampleResult member : members) {
            SampleResult result = ofThisRun(member);
            results.add(result);
            written.add(result);
        }
        SampleArtifact artifact = anArtifact(members[0].artifactName()).with(members);
        run.has(artifact);
        for (SampleResult result : written) {
            expect(artifact, result.fileName(artifact.name()), 0, result);
        }
        expectation.artifactHolds(run, written);
        return this;
    }

    /** One artifact under a name of its own. */
    RunWriter named(String name, SampleResult member) {
        SampleResult result = ofThisRun(member);
        results.add(result);
        SampleArtifact artifact = anArtifact(name).with(result);
        run.has(artifact);
        expect(artifact, result.fileName(name), 0, result);
        expectation.artifactHolds(run, List.of(result));
        return this;
    }

    /** The file of an earlier run that a machine left behind: the same record to the last digit. */
    RunWriter leftBehind(RunWriter earlier) {
        Set<String> more = new TreeSet<>(flags);
        more.add("repeats_earlier_run");
        for (SampleResult result : earlier.results) {
            SampleArtifact artifact = result.artifact();
            run.has(artifact);
            expectation.result(run, artifact, result.fileName(artifact.name()), 0, result, more);
        }
        return this;
    }

    /** Artifacts of another run, copied whole, a folder each: measured there. */
    RunWriter reuses(RunWriter source) {
        SampleArtifact artifact = anArtifact("reused-ingest-artifacts");
        for (SampleResult result : source.results) {
            artifact.file(folderFile(result), result.json());
        }
        artifact.file(
                        "results_bmk/agg_bmk.json",
                        PythonJson.indented(source.results.stream()
                                .map(SampleResult::fields)
                                .toList()))
                .file("run-stats/run_stats.json", PythonJson.indented(source.runStats()))
                .file("eval_dsr1_1k1k/meta_env.json", "{\"hw\": \"h200\", \"conc\": 8, \"tp\": 8}")
                .file("reused-ingest-metadata/reuse_source_run.json", PythonJson.indented(reuse(source.run)));
        run.has(artifact);
        int index = 0;
        for (SampleResult result : source.results) {
            expectation.result(source.run, artifact, folderFile(result), 0, result, source.flags);
            expectation.result(source.run, artifact, "results_bmk/agg_bmk.json", index++, result, source.flags);
        }
        return this;
    }

    private static String folderFile(SampleResult result) {
        return result.artifactName() + "/" + result.fileName(result.artifactName());
    }

    /** Upstream writes ids as text. */
    private Map<String, Object> reuse(SampleWorkflowRun source) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("source_run_id", String.valueOf(source.id()));
        metadata.put("source_run_attempt", String.valueOf(source.attempt()));
        metadata.put("source_pr_number", source.event().equals("pull_request") ? "1432" : null);
        metadata.put("source_head_sha", source.headSha());
        metadata.put("ingest_run_id", String.valueOf(run.id()));
        return metadata;
    }

    /** The evidence for a row's power metrics, with a copy of the row beside the raw report. Nobody downloads it. */
    RunWriter withPowerAudit(SampleResult audited) {
        String stem = audited.artifactName().replaceFirst("^bmk_", "");
        run.has(anArtifact("power_audit_" + stem)
                .file(stem + ".json", PythonJson.indented(RawReport.of(audited)))
                .file("agg_" + stem + ".json", audited.json())
                .file("power_validation_" + stem + ".json", "{\"schema_version\": 1, \"power_valid\": true}")
                .file("gpu_metrics.csv", "timestamp,power.draw\n"));
        return this;
    }

    /** Listed, but nobody can download it any more. The run's aggregate may still hold its row. */
    RunWriter expired(SampleResult single, boolean survives) {
        SampleResult result = ofThisRun(single);
        SampleArtifact artifact = result.artifact().expired();
        run.has(artifact);
        if (survives) {
            results.add(result);
        } else {
            expectation.lost(run, artifact);
        }
        return this;
    }

    /** A row that only the aggregates of the run know. */
    RunWriter withoutArtifact(SampleResult single) {
        results.add(ofThisRun(single));
        return this;
    }

    /** The rows so far of the artifacts whose name begins so, as the collecting job finds them. */
    RunWriter collected(String name, String beginning) {
        List<SampleResult> rows = results.stream()
                .filter(result -> result.artifactName().startsWith(beginning))
                .toList();
        return collected(name, rows, List.of());
    }

    /** Everything the run has: its rows, then foreign objects, then once more its rows as a list in the list. */
    RunWriter collectedAll() {
        return collected("results_all", results, List.of(runStats(), Map.of("lm_eval_version", "0.4.9")));
    }

    private RunWriter collected(String name, List<SampleResult> rows, List<Map<String, Object>> foreign) {
        SampleArtifact artifact = anArtifact(name);
        List<Object> elements = new ArrayList<>();
        rows.forEach(row -> elements.add(row.fields()));
        elements.addAll(foreign);
        if (!foreign.isEmpty()) {
            elements.add(rows.stream().map(SampleResult::fields).toList());
        }
        artifact.file(artifact.aggregateFile(), PythonJson.indented(elements));
        run.has(artifact);
        int index = 0;
        for (SampleResult row : rows) {
            expectRow(artifact, index++, row);
        }
        foreign.forEach(object -> expectation.notAResult());
        if (!foreign.isEmpty()) {
            for (SampleResult row : rows) {
                expectRow(artifact, index++, row);
            }
        }
        expectation.artifactHolds(run, rows);
        return this;
    }

    /** A raw report says nothing of its GPUs: without a name of its own it is no result. */
    private void expectRow(SampleArtifact artifact, int index, SampleResult row) {
        if (row.is.generation.isRaw()) {
            expectation.notAResult();
        } else {
            expect(artifact, artifact.aggregateFile(), index, row);
        }
    }

    /** A single result that cannot be used as it stands. */
    RunWriter rejected(SampleResult single, String reason) {
        SampleArtifact artifact = single.artifact();
        run.has(artifact);
        expectation.rejected(run, artifact, single.fileName(artifact.name()), 0, reason);
        return this;
    }

    /** A single result whose file is cut off in its middle. */
    RunWriter cutOff(SampleResult single) {
        String json = single.json();
        String file = single.fileName(single.artifactName());
        SampleArtifact artifact = anArtifact(single.artifactName()).file(file, json.substring(0, json.length() / 2));
        run.has(artifact);
        expectation.rejected(run, artifact, file, null, "not_json");
        return this;
    }

    /** Bytes that are no zip at all, though GitHub states their digest. */
    RunWriter noZip(SampleResult single) {
        SampleArtifact artifact = anArtifact(single.artifactName()).zip(new byte[] {'n', 'o', ' ', 'z', 'i', 'p'});
        run.has(artifact);
        expectation.rejected(run, artifact, "", null, "not_a_zip");
        return this;
    }

    /** Bytes that are never those whose digest GitHub states. */
    RunWriter damaged(SampleResult single) {
        SampleArtifact artifact = single.artifact().withDigest("sha256:" + "0".repeat(64));
        run.has(artifact);
        expectation.rejected(run, artifact, "", null, "digest_mismatch");
        return this;
    }

    /** An aggregate that was all the run had, and has expired. */
    RunWriter expiredAggregate(String name) {
        SampleArtifact artifact = anArtifact(name).expired();
        run.has(artifact);
        expectation.lost(run, artifact);
        return this;
    }

    /** What lies beside the results. */
    RunWriter beside(String name, String file, Object json) {
        run.has(anArtifact(name).file(file, PythonJson.indented(json)));
        return this;
    }

    /** Counts a job on this GPU that ended without a result. */
    RunWriter failedOn(String gpu) {
        failures.add(gpu);
        return this;
    }

    RunWriter withRunStats() {
        return beside("run-stats", "run_stats.json", runStats());
    }

    RunWriter withPlots(String exp) {
        run.has(anArtifact("graphs_" + exp)
                .file("tput_vs_e2el_" + exp + ".png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}));
        return this;
    }

    RunWriter withChangelog(String config, boolean evalsOnly) {
        measuring = !evalsOnly;
        return withChangelog(config, Map.of("evals-only", evalsOnly));
    }

    /** @param marks of the one entry: {@code append-only} */
    RunWriter withChangelog(String config, Map<String, Boolean> marks) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("config-keys", List.of(config));
        entry.put("description", List.of("Update the image of " + config));
        entry.put("pr-link", "https://github.com/InferenceMAX/InferenceMAX/pull/204");
        entry.putAll(marks);
        Map<String, Object> changelog = new LinkedHashMap<>();
        changelog.put("base_ref", "a".repeat(40));
        changelog.put("head_ref", run.headSha());
        changelog.put("entries", List.of(entry));
        return beside("changelog-metadata", "changelog_metadata.json", changelog);
    }

    private Map<String, Object> runStats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        for (String gpu : List.of("h100", "h200", "b200", "gb200", "mi300x", "mi325x", "mi355x")) {
            long good = results.stream()
                    .filter(result -> result.is.machine().startsWith(gpu + "-"))
                    .count();
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("n_success", good);
            counts.put("total", good + Collections.frequency(failures, gpu));
            stats.put(gpu, counts);
        }
        return stats;
    }
}
