package dev.inferencemax.extractor.archive;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where each artifact of a run is kept. A plain name is kept as it is; one that a file system, a shell or a second
 * artifact could stumble over gets its artifact id after a {@code ~}, which no plain name contains.
 */
public final class ArchiveNames {

    /** With {@code ~}, id and {@code .zip} behind it this stays below the 255 bytes that file systems allow. */
    private static final int MOST_BYTES = 200;

    /**
     * Printable ASCII that means nothing to a file system, a URL or a shell's quoting. No {@code ~}: it marks an id. No
     * dot or blank at either end: hidden on Unix, dropped by Windows.
     */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_+=,@()\\[\\]-]([A-Za-z0-9 ._+=,@()\\[\\]-]*[A-Za-z0-9_+=,@()\\[\\]-])?");

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._+=,@()\\[\\]-]");

    private static final Pattern DOTS_AND_BLANKS_AROUND = Pattern.compile("^[. ]+|[. ]+$");

    private static final Pattern WITH_ID = Pattern.compile("(?s)(?:.*/)?[^/]*~(-?[1-9]\\d{0,18})\\.zip");

    /** No leading zeros: those would be two folders of one run. Run 0 stands for the run that nobody knows. */
    private static final Pattern RUN_FOLDER = Pattern.compile("run_(0|[1-9]\\d{0,17})");

    private ArchiveNames() {}

    /**
     * Assigns a file to each artifact. Artifacts are served in the order of their ids, so that those a later attempt adds
     * (their ids are higher) never move an earlier one.
     *
     * @param namesById id → name of <em>all</em> artifacts known of the run
     * @return id → {@code run_<RUN>/<NAME>.zip} or {@code run_<RUN>/<what is safe of NAME>~<ID>.zip}, relative to the
     *     archive, in the order of the ids; no two of them are equal, not even where case does not count
     */
    public static Map<Long, String> assign(long runId, Map<Long, String> namesById) {
        Map<Long, String> files = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        new TreeMap<>(namesById).forEach((id, name) -> {
            boolean plain = isPlain(name) && taken.add(name.toLowerCase(Locale.ROOT));
            files.put(id, plain ? folder(runId) + "/" + name + ".zip" : withId(runId, id, name));
        });
        return Collections.unmodifiableMap(files);
    }

    /** The file of an artifact whose plain name is taken, or is none. */
    public static String withId(long runId, long id, String name) {
        return folder(runId) + "/" + safePart(name) + "~" + id + ".zip";
    }

    /** The artifact's id, where the name of its file tells it: 123 in {@code results~123.zip}, negative where nobody
     * knew GitHub's, with or without folder. */
    public static OptionalLong idIn(String fileName) {
        Matcher withId = WITH_ID.matcher(fileName);
        if (!withId.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(withId.group(1)));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    static String folder(long runId) {
        return "run_" + runId;
    }

    /** The run whose folder has that name; empty: it is no run's. */
    static OptionalLong runOfFolder(String folder) {
        Matcher name = RUN_FOLDER.matcher(folder);
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    private static boolean isPlain(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && PLAIN.matcher(name).matches()
                && !WindowsDevices.has(name);
    }

    private static String safePart(String name) {
        String safe = trim(NOT_PLAIN.matcher(name).replaceAll(""));
        return safe.length() <= MOST_BYTES ? safe : trim(safe.substring(0, MOST_BYTES));
    }

    private static String trim(String name) {
        return DOTS_AND_BLANKS_AROUND.matcher(name).replaceAll("");
    }
}
