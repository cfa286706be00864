package dev.inferencemax.extractor.github;

import java.util.List;

/**
 * All artifacts of a run.
 *
 * @param json {@code {"total_count":N,"artifacts":[…]}}: each artifact as GitHub served it, the pages joined
 */
public record ArtifactListing(List<RunArtifact> artifacts, String json) {

    public ArtifactListing {
        artifacts = List.copyOf(artifacts);
    }
}
