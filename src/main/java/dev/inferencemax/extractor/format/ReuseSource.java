package dev.inferencemax.extractor.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which run measured what {@code reused-ingest-artifacts} holds (atlas, section 9).
 *
 * @param pullRequest whether the run was made for a pull request
 */
public record ReuseSource(
        long runId, @Nullable Integer attempt, @Nullable String headSha, boolean pullRequest) {

    /** Base name of the file that says so, in {@code reused-ingest-metadata/}. */
    public static final String FILE = "reuse_source_run.json";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads the file; upstream writes ids as text.
     *
     * @return empty: it names no run
     * @throws IOException only when the stream itself fails
     */
    public static Optional<ReuseSource> read(InputStream json) throws IOException {
        JsonNode source;
        try {
            source = JSON.readTree(json.readAllBytes());
        } catch (JacksonException e) {
            return Optional.empty();
        }
        String run = matching("[0-9]{1,18}", source.path("source_run_id"));
        String attempt = matching("[0-9]{1,9}", source.path("source_run_attempt"));
        return run == null || Long.parseLong(run) == 0
                ? Optional.empty()
                : Optional.of(new ReuseSource(
                        Long.parseLong(run),
                        attempt == null ? null : Integer.valueOf(attempt),
                        matching("[0-9a-f]{40,64}", source.path("source_head_sha")),
                        matching("[0-9]+", source.path("source_pr_number")) != null));
    }

    private static @Nullable String matching(String pattern, JsonNode value) {
        String text = value.isValueNode() && !value.isNull() ? value.asString() : "";
        return text.matches(pattern) ? text : null;
    }
}
