package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.source.MirrorStore.MirrorFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where things lie in a mirror, looked up as lazily as can be and each once: the dates, then the runs of the dates that
 * are likely to have what is looked for, then the zips of one run. A year is some thousand runs, which are kept, and some
 * hundred thousand zips, of which only those of the runs looked at last are. For many threads.
 */
final class MirrorIndex {

    private static final Pattern RUN = Pattern.compile("(.*)_([0-9]{1,18})");
    private static final Pattern ZIP = Pattern.compile("(.*)_([0-9]{1,18})\\.zip", Pattern.CASE_INSENSITIVE);

    /** Zips kept in memory; a run has some hundred. */
    private static final int MOST_ZIPS = 20_000;

    /**
     * A run of a mirror.
     *
     * @param path of the folder of its artifacts
     */
    record MirroredRun(long run, String workflow, String path) {}

    private final MirrorStore store;
    private final Map<String, Map<Long, List<MirroredRun>>> runsByDate = new HashMap<>();
    private final Map<MirroredRun, SortedMap<Long, MirrorFile>> zips = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable List<String> dates;
    private int zipsKept;

    MirrorIndex(MirrorStore store) {
        this.store = store;
    }

    /** The name of the artifact that a file of this name is. */
    static String artifactName(String file) {
        Matcher name = ZIP.matcher(file);
        return name.matches() ? name.group(1) : file;
    }

    /**
     * The zip of an artifact. The date nearest to when its run was created is looked at first, the others only where it is
     * not there.
     */
    Optional<MirrorFile> find(long artifact, long run, @Nullable Instant created) {
        List<String> nearestFirst = new ArrayList<>(dates());
        nearestFirst.sort(Comparator.comparingLong(date -> daysBetween(date, created)));
        for (String date : nearestFirst) {
            for (MirroredRun folder : runs(date).getOrDefault(run, List.of())) {
                MirrorFile file = zips(folder).get(artifact);
                if (file != null) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static long daysBetween(String folder, @Nullable Instant created) {
        try {
            return created == null
                    ? 0
                    : Math.abs(ChronoUnit.DAYS.between(
                            LocalDate.ofInstant(created, ZoneOffset.UTC), LocalDate.parse(folder)));
        } catch (DateTimeException noDate) {
            return Long.MAX_VALUE;
        }
    }

    /** The folders of every run, by ascending run. */
    SortedMap<Long, List<MirroredRun>> all() {
        SortedMap<Long, List<MirroredRun>> all = new TreeMap<>();
        for (String date : dates()) {
            runs(date)
                    .forEach((run, folders) ->
                            all.computeIfAbsent(run, id -> new ArrayList<>()).addAll(folders));
        }
        return all;
    }

    /** Whether no date has a run. */
    boolean isEmpty() {
        return dates().stream().allMatch(date -> runs(date).isEmpty());
    }

    /** The zips of a run by artifact id. */
    synchronized SortedMap<Long, MirrorFile> zips(MirroredRun folder) {
        SortedMap<Long, MirrorFile> known = zips.get(folder);
        if (known == null) {
            SortedMap<Long, MirrorFile> read = new TreeMap<>();
            store.files(folder.path()).forEach(file -> {
                Matcher name = ZIP.matcher(file.name());
                if (name.matches()) {
                    read.putIfAbsent(Long.parseLong(name.group(2)), file);
                }
            });
            known = read;
            keep(folder, known);
        }
        return known;
    }

    private void keep(MirroredRun folder, SortedMap<Long, MirrorFile> read) {
        zips.put(folder, read);
        zipsKept += read.size();
        Iterator<SortedMap<Long, MirrorFile>> oldest = zips.values().iterator();
        while (zipsKept > MOST_ZIPS && zips.size() > 1) {
            zipsKept -= oldest.next().size();
            oldest.remove();
        }
    }

    private synchronized List<String> dates() {
        if (dates == null) {
            dates = store.folders(MirrorStore.ROOT);
        }
        return dates;
    }

    private synchronized Map<Long, List<MirroredRun>> runs(String date) {
        Map<Long, List<MirroredRun>> known = runsByDate.get(date);
        if (known == null) {
            Map<Long, List<MirroredRun>> read = new HashMap<>();
            for (String folder : store.folders(date + "/")) {
                Matcher name = RUN.matcher(folder);
                if (name.matches()) {
                    long run = Long.parseLong(name.group(2));
                    read.computeIfAbsent(run, id -> new ArrayList<>())
                            .add(new MirroredRun(run, name.group(1), date + "/" + folder + "/artifacts/"));
                }
            }
            known = read;
            runsByDate.put(date, known);
        }
        return known;
    }
}
