package dev.inferencemax.extractor.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs of a run succeeded on a GPU (atlas, section 7): jobs, evals among them, not rows.
 *
 * @param hw GPU, or since July 2026 cluster, as published
 */
public record JobCount(
        String hw, @Nullable Long succeeded, @Nullable Long total) {

    public static List<SideColumn<JobCount>> columns() {
        return List.of(
                SideColumn.text("hw", "GPU, or since July 2026 cluster, as published", JobCount::hw),
                SideColumn.text("gpu", "GPU type", count -> Gpu.of(count.hw())),
                SideColumn.whole("n_success", "jobs", "jobs that succeeded", JobCount::succeeded),
                SideColumn.whole("total", "jobs", "jobs in all, skipped ones apart", JobCount::total));
    }
}
