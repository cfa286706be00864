package dev.inferencemax.extractor.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run's {@code changelog-metadata} says of the run as a whole (atlas, section 9).
 *
 * @param evalsOnly accuracy was measured, performance was not: whatever rows the run has are no measurements
 * @param appendOnly only added points were measured: older curves stay what they are
 */
public record Changelog(boolean evalsOnly, boolean appendOnly) {

    /** Name of the one file in the artifact. */
    public static final String FILE = "changelog_metadata.json";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads the file.
     *
     * @return empty: it is no changelog, or one without entries, such as the {@code null} of a failed lookup
     * @throws IOException only when the stream itself fails
     */
    public static Optional<Changelog> read(InputStream json) throws IOException {
        JsonNode entries;
        try {
            entries = JSON.readTree(json.readAllBytes()).path("entries");
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return entries.isEmpty() || !entries.isArray()
                ? Optional.empty()
                : Optional.of(new Changelog(all(entries, "evals-only"), all(entries, "append-only")));
    }

    /** A run is of a kind when everything in it is. */
    private static boolean all(JsonNode entries, String flag) {
        return entries.valueStream()
                .allMatch(entry ->
                        entry.path(flag).isBoolean() && entry.path(flag).booleanValue());
    }
}
