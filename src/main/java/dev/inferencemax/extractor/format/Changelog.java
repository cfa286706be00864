package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.ChangelogEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run's {@code changelog-metadata} says of it (atlas, section 9).
 *
 * @param evalsOnly accuracy was measured, performance was not: whatever rows the run has are no measurements
 * @param appendOnly only added points were measured: older curves stay what they are
 */
public record Changelog(boolean evalsOnly, boolean appendOnly, List<ChangelogEntry> entries) {

    /** Name of the one file in the artifact. */
    public static final String FILE = "changelog_metadata.json";

    private static final Set<String> COLUMNS =
            Set.of("config-keys", "description", "pr-link", "evals-only", "append-only");

    public Changelog {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the file.
     *
     * @return empty: it is no changelog, or one without entries, such as the {@code null} of a failed lookup
     * @throws IOException only when the stream itself fails
     */
    public static Optional<Changelog> read(InputStream json) throws IOException {
        JsonNode changelog = SideJson.read(json);
        JsonNode entries = changelog.path("entries");
        return entries.isEmpty() || !entries.isArray()
                ? Optional.empty()
                : Optional.of(new Changelog(
                        all(entries, "evals-only"), all(entries, "append-only"), entries(changelog, entries)));
    }

    /** A run is of a kind when everything in it is. */
    private static boolean all(JsonNode entries, String flag) {
        return entries.valueStream()
                .allMatch(entry ->
                        entry.path(flag).isBoolean() && entry.path(flag).booleanValue());
    }

    private static List<ChangelogEntry> entries(JsonNode changelog, JsonNode entries) {
        List<ChangelogEntry> read = new ArrayList<>();
        int index = 0;
        for (JsonNode entry : entries) {
            read.add(new ChangelogEntry(
                    index++,
                    SideJson.text(changelog.path("base_ref")),
                    SideJson.text(changelog.path("head_ref")),
                    texts(entry.path("config-keys")),
                    texts(entry.path("description")),
                    SideJson.text(entry.path("pr-link")),
                    SideJson.bool(entry.path("evals-only")),
                    SideJson.bool(entry.path("append-only")),
                    other(entry)));
        }
        return read;
    }

    /** A list of texts, or one alone. */
    private static List<String> texts(JsonNode value) {
        Stream<JsonNode> texts = value.isArray() ? value.valueStream() : Stream.of(value);
        return texts.map(SideJson::text).flatMap(Stream::ofNullable).toList();
    }

    private static @Nullable String other(JsonNode entry) {
        if (!(entry instanceof ObjectNode object)) {
            return null;
        }
        ObjectNode other = object.deepCopy().remove(COLUMNS);
        return other.isEmpty() ? null : SideJson.storable(other.toString());
    }
}
