package dev.inferencemax.extractor.github;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All artifacts of a run.
 *
 * @param json {@code {"total_count":N,"artifacts":[…]}}: each artifact as GitHub served it, the pages joined
 */
public record ArtifactListing(List<RunArtifact> artifacts, String json) {

    public ArtifactListing {
        artifacts = List.copyOf(artifacts);
    }

    /**
     * Joins what came in pages.
     *
     * @param total artifacts that the run has, as GitHub says
     */
    static ArtifactListing joined(List<RunArtifact> artifacts, long total) {
        String json = artifacts.stream()
                .map(RunArtifact::json)
                .collect(Collectors.joining(",", "{\"total_count\":" + total + ",\"artifacts\":[", "]}"));
        return new ArtifactListing(artifacts, json);
    }

    /** Requests it took to list them. */
    long pages() {
        return Math.max(1, Listing.pages(artifacts.size()));
    }
}
