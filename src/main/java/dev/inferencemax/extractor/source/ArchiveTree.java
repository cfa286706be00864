package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.UnusableZip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts on disk, by the run they are of: our own archive, what {@code gh run download} leaves, bare JSON files, a
 * whole run in one zip. A folder of runs, or the folder or zip of one. Runs come by ascending id.
 */
public final class ArchiveTree {

    /** What is looked for, in words. */
    public static final String EXPECTED =
            "folders run_<RUN_ID> (or <RUN_ID>) holding artifacts as zips, folders or JSON files, or zips run_<RUN_ID>.zip of a whole run";

    /** GitHub's listing of runs, beside the runs. */
    private static final String RUNS_JSON = "runs.json";

    private final Path root;
    private final Predicate<String> isArtifact;
    private final boolean ours;
    private @Nullable SortedMap<Long, List<Path>> known;

    private ArchiveTree(Path root, Predicate<String> isArtifact, boolean ours) {
        this.root = root;
        this.isArtifact = isArtifact;
        this.ours = ours;
    }

    /**
     * What somebody has.
     *
     * @param root a folder or a zip
     * @param isArtifact whether a name is an artifact's beyond doubt; a zip of any other name may be a whole run's
     */
    public static ArchiveTree of(Path root, Predicate<String> isArtifact) {
        return new ArchiveTree(root, isArtifact, false);
    }

    /** Our own archive, where every zip is an artifact as GitHub served it. */
    public static ArchiveTree ofArchive(Path root) {
        return new ArchiveTree(root, name -> true, true);
    }

    /** The listing of runs that lies with them, or beside the one that there is. */
    public Optional<Path> runListing() {
        Path inside = root.resolve(RUNS_JSON);
        Path beside = root.toAbsolutePath().normalize().resolveSibling(RUNS_JSON);
        return Stream.concat(Stream.of(inside), isOneRun() ? Stream.of(beside) : Stream.empty())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The runs, one after the other; each is looked into when the stream comes to it. */
    public Stream<FoundRun> runs() {
        return contents().map(run -> run.contents().of(run.id()));
    }

    /** What the tree holds of a run. */
    public Optional<FoundRun> run(long id) {
        return Optional.ofNullable(places().get(id))
                .map(places -> contents(places).of(id));
    }

    /** Whether nothing in it is what is looked for. */
    public boolean isEmpty() {
        return contents().allMatch(run -> run.contents().isEmpty());
    }

    private record Run(long id, RunContents contents) {}

    private Stream<Run> contents() {
        return places().entrySet().stream().map(place -> new Run(place.getKey(), contents(place.getValue())));
    }

    private RunContents contents(List<Path> places) {
        RunContents contents = new RunContents();
        places.forEach(path -> contents.addAll(read(path)));
        return contents;
    }

    /** Where each run lies; one run can lie in several. Looked up once: what comes later is for the next command. */
    private synchronized SortedMap<Long, List<Path>> places() {
        SortedMap<Long, List<Path>> found = known;
        if (found == null) {
            found = find();
            known = found;
        }
        return found;
    }

    private SortedMap<Long, List<Path>> find() {
        return isOneRun() ? new TreeMap<>(Map.of(ownRun().orElseThrow(), List.of(root))) : children();
    }

    private boolean isOneRun() {
        OptionalLong own = ownRun();
        if (ours || own.isEmpty()) {
            return false;
        }
        SortedMap<Long, List<Path>> children = Files.isDirectory(root) ? children() : new TreeMap<>();
        return children.values().stream()
                .flatMap(List::stream)
                .allMatch(path -> RunName.ofZip(path).equals(own)); // its own zip, in its own folder
    }

    private OptionalLong ownRun() {
        return Files.isDirectory(root) ? RunName.ofFolder(root) : RunName.ofZip(root);
    }

    private SortedMap<Long, List<Path>> children() {
        SortedMap<Long, List<Path>> children = new TreeMap<>();
        if (Files.isDirectory(root)) {
            for (Path path : children(root)) {
                OptionalLong run = Files.isDirectory(path)
                        ? RunName.ofFolder(path)
                        : ours ? OptionalLong.empty() : RunName.ofZip(path);
                run.ifPresent(id ->
                        children.computeIfAbsent(id, first -> new ArrayList<>()).add(path));
            }
        }
        return children;
    }

    private RunContents read(Path place) {
        if (Files.isDirectory(place)) {
            return RunFolder.read(place, isArtifact);
        }
        try {
            return RunZip.open(place).contents();
        } catch (UnusableZip e) {
            // as an artifact of that name it is rejected, with its reason, when it is read
            RunContents contents = new RunContents();
            contents.zip(String.valueOf(place.getFileName()), new FoundRun.Zip(place), place.toString());
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted(Comparator.comparing(path -> String.valueOf(path.getFileName())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
