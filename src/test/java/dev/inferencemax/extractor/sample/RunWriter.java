package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the artifacts of one run and says, beside each, what is to be expected of it. */
final class RunWriter {

    private final SampleWorkflowRun run;
    private final ExpectationWriter expectation;
    private final Set<String> flags;
    private final List<SampleResult> results = new ArrayList<>();

    RunWriter(SampleWorkflowRun run, ExpectationWriter expectation, boolean official) {
        this.run = run;
        this.expectation = expectation;
        this.flags = official ? Set.of() : Set.of("unofficial");
    }

    SampleWorkflowRun run() {
        return run;
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
            expectation.result(run, artifact, result.fileName(artifact.name()), 0, result, flags);
        }
        expectation.artifactHolds(run, written);
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
            expectation.result(run, artifact, artifact.aggregateFile(), index++, row, flags);
        }
        foreign.forEach(object -> expectation.notAResult());
        if (!foreign.isEmpty()) {
            for (SampleResult row : rows) {
                expectation.result(run, artifact, artifact.aggregateFile(), index++, row, flags);
            }
        }
        expectation.artifactHolds(run, rows);
        return this;
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

    /** What lies beside the results. */
    RunWriter beside(String name, String file, Object json) {
        run.has(anArtifact(name).file(file, PythonJson.indented(json)));
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
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("config-keys", List.of(config));
        entry.put("description", List.of("Update the image of " + config));
        entry.put("pr-link", "https://github.com/InferenceMAX/InferenceMAX/pull/204");
        entry.put("evals-only", evalsOnly);
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
            counts.put("total", good);
            stats.put(gpu, counts);
        }
        return stats;
    }
}
