package dev.inferencemax.extractor.sample;

import java.util.Map;

/** A workflow file of the repository. */
record SampleWorkflow(long id, String file, String name) {

    /** Ids and display names that are known of the real project. */
    private static final Map<String, SampleWorkflow> REAL = Map.of(
            "1k1k-sweep.yml", new SampleWorkflow(200724779, "1k1k-sweep.yml", "Full Sweep Scheduler - 1k1k"),
            "test.yml", new SampleWorkflow(195698854, "test.yml", "Test Sweep"),
            "e2e-tests.yml", new SampleWorkflow(202452638, "e2e-tests.yml", "End-to-End Tests"));

    private static final Map<String, String> NAMES = Map.of(
            "full-sweep-1k1k-scheduler.yml", "Full Sweep Scheduler - 1k1k",
            "full-sweep-1k8k-scheduler.yml", "Full Sweep Scheduler - 1k8k",
            "full-sweep-8k1k-scheduler.yml", "Full Sweep Scheduler - 8k1k",
            "gb200-tests.yml", "GB200 Tests",
            "run-sweep.yml", "Run Sweep",
            "profile.yml", "Profile",
            "lint.yml", "Lint");

    static SampleWorkflow of(String file, long freeId) {
        return REAL.getOrDefault(file, new SampleWorkflow(freeId, file, NAMES.getOrDefault(file, file)));
    }

    String path() {
        return ".github/workflows/" + file;
    }

    /** GitHub takes both in a path. */
    boolean isCalled(String fileOrId) {
        return file.equals(fileOrId) || String.valueOf(id).equals(fileOrId);
    }
}
