package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.JobCount;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Job success of a run by GPU, as {@code run_stats.json} states it (atlas, section 7). */
public final class RunStatistics {

    /** Name of the one file in the artifact. */
    public static final String FILE = "run_stats.json";

    private RunStatistics() {}

    /**
     * Reads the file.
     *
     * @return empty: it counts nothing, as the {@code null} of a failed lookup
     * @throws IOException only when the stream itself fails
     */
    public static Optional<List<JobCount>> read(InputStream json) throws IOException {
        List<JobCount> counts = SideJson.read(json)
                .propertyStream()
                .filter(gpu -> gpu.getValue().isObject())
                .map(gpu -> new JobCount(
                        SideJson.storable(gpu.getKey()),
                        count(gpu.getValue().path("n_success")),
                        count(gpu.getValue().path("total"))))
                .toList();
        return counts.isEmpty() ? Optional.empty() : Optional.of(counts);
    }

    private static @Nullable Long count(JsonNode value) {
        Integer count = SideJson.whole(value);
        return count == null ? null : Long.valueOf(count);
    }
}
