package dev.inferencemax.extractor.github;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers of GitHub that somebody saved: a run, the artifacts of a run, a listing of runs. What is not such an answer is
 * nothing; whoever reads files meets all kinds.
 */
public final class SavedListings {

    private SavedListings() {}

    public static Optional<WorkflowRun> run(String json) {
        return Optional.ofNullable(ServedObject.orNull(json)).map(WorkflowRun::from);
    }

    public static List<WorkflowRun> runs(String json) {
        return objects(json, "workflow_runs", WorkflowRun::from);
    }

    public static Optional<ArtifactListing> artifacts(String json) {
        ServedObject served = ServedObject.orNull(json);
        return served == null || !served.node().path("artifacts").isArray()
                ? Optional.empty()
                : Optional.of(new ArtifactListing(objects(json, "artifacts", RunArtifact::from), json));
    }

    private static <T> List<T> objects(String json, String field, Function<ServedObject, @Nullable T> item) {
        ServedObject served = ServedObject.orNull(json);
        return served == null
                ? List.of()
                : served.node()
                        .path(field)
                        .valueStream()
                        .filter(JsonNode::isObject)
                        .map(node -> item.apply(new ServedObject(node, node.toString())))
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
    }
}
