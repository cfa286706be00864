package dev.inferencemax.extractor.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is known of upstream's workflows beyond what GitHub tells (atlas, section 1). */
final class PublishingWorkflow {

    /** Workflows that only ever lived on a branch: asked for by name, their runs count as official. */
    private static final Set<String> NEVER_ON_MAIN =
            Set.of("1k1k-sweep.yml", "1k8k-sweep.yml", "8k1k-sweep.yml", "test.yml");

    /** GitHub finds a workflow by its file only while the file exists; by its id for good. */
    private static final Map<String, Long> IDS = Map.of("1k1k-sweep.yml", 200724779L, "test.yml", 195698854L);

    private PublishingWorkflow() {}

    static Stream<String> idsOffMain() {
        return IDS.values().stream().sorted().map(String::valueOf);
    }

    static boolean neverOnMain(String file) {
        return NEVER_ON_MAIN.contains(file);
    }

    /** What to ask GitHub for, one after the other, until it knows it. */
    static List<String> names(String fileOrId) {
        Long id = IDS.get(fileOrId);
        return id == null ? List.of(fileOrId) : List.of(fileOrId, id.toString());
    }
}
