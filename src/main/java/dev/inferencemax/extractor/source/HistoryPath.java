package dev.inferencemax.extractor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a committed file tells of the artifact it was taken from. People who mirrored artifacts into a
 * repository named the files in a handful of ways; leading folders mean nothing.
 *
 * @param runId {@link FoundRun#UNKNOWN}: the path does not tell
 * @param artifactId null: the path does not tell
 * @param artifact name of the artifact
 * @param file name of the file in it
 */
record HistoryPath(long runId, @Nullable Long artifactId, String artifact, String file) {

    /** A way to name files, and the groups of its pattern that tell something. */
    private record Form(Pattern pattern, List<String> groups) {

        private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-z]+)>");

        static Form of(String pattern) {
            List<String> groups = new ArrayList<>();
            Matcher named = GROUP.matcher(pattern);
            while (named.find()) {
                groups.add(named.group(1));
            }
            return new Form(Pattern.compile("(?:.*/)?" + pattern, Pattern.DOTALL), groups);
        }

        Optional<HistoryPath> read(String path) {
            Matcher found = pattern.matcher(path);
            return found.matches() ? Optional.of(read(found)) : Optional.empty();
        }

        private HistoryPath read(Matcher found) {
            String file = found.group("file") + ".json";
            String run = group(found, "run");
            String id = group(found, "id");
            String artifact = group(found, "artifact");
            return new HistoryPath(
                    run == null ? FoundRun.UNKNOWN : Long.parseLong(run),
                    id == null ? null : Long.valueOf(id),
                    artifact == null ? RunContents.artifactOf(file) : artifact,
                    file);
        }

        private @Nullable String group(Matcher found, String name) {
            return groups.contains(name) ? found.group(name) : null;
        }
    }

    /** Shorter numbers are part of a name. */
    private static final String RUN = "(?<run>[1-9][0-9]{5,17})";

    private static final String ID = "(?<id>[1-9][0-9]{5,17})";

    /** Names may hold two underscores as well: a file named like a result begins after the last pair before such a name. */
    private static final String NAME_AND_RESULT = "(?<artifact>[^/]+)__(?<file>(?:agg|bmk|results)_[^/]+)\\.json";

    private static final String NAME_AND_FILE = "(?<artifact>[^/]+?)__(?<file>[^/]+)\\.json";

    /** Tried in order: the more a path tells, the earlier. */
    private static final List<Form> FORMS = List.of(
            Form.of(RUN + "-" + ID + "-" + NAME_AND_RESULT),
            Form.of(RUN + "-" + ID + "-" + NAME_AND_FILE),
            Form.of(RUN + "-" + NAME_AND_RESULT),
            Form.of(RUN + "-" + NAME_AND_FILE),
            Form.of("run_(?<run>[1-9][0-9]{0,17})/(?<artifact>[^/]+)/(?:.*/)?(?<file>[^/]+)\\.json"),
            Form.of("run_(?<run>[1-9][0-9]{0,17})/" + NAME_AND_RESULT),
            Form.of("run_(?<run>[1-9][0-9]{0,17})/(?!(?:run|artifacts)\\.json$)(?<file>[^/]+)\\.json"),
            Form.of(NAME_AND_RESULT),
            Form.of(NAME_AND_FILE),
            Form.of("(?<file>(?:agg|bmk)_[^/]+)\\.json"));

    /** Git sets no limit; what is longer than any file system allows is nobody's result. */
    private static final int LONGEST = 4_096;

    static Optional<HistoryPath> of(String path) {
        if (path.length() > LONGEST) {
            return Optional.empty();
        }
        return FORMS.stream().flatMap(form -> form.read(path).stream()).findFirst();
    }
}
