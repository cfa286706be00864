package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.ArchiveNames;
import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A tree of {@code run_<RUN_ID>} folders: our own archive, what {@code gh run download} leaves, or bare JSON files. Runs
 * come by ascending id, artifacts by name.
 */
public final class ArchiveTree {

    /** GitHub's listing of runs, at the root of the tree. */
    private static final String RUNS_JSON = "runs.json";

    private static final Set<String> DESCRIPTIONS = Set.of("run.json", "artifacts.json", "asked-for.txt");
    private static final Pattern RUN_FOLDER = Pattern.compile("run_([0-9]{1,18})");

    private final Path root;

    public ArchiveTree(Path root) {
        this.root = root;
    }

    /** The listing of runs that lies beside them, if there is one. */
    public Optional<Path> runListing() {
        return Optional.of(root.resolve(RUNS_JSON)).filter(Files::isRegularFile);
    }

    /** The runs, one after the other; close the stream. */
    public Stream<FoundRun> runs() {
        record Folder(long run, Path path) {}
        try (Stream<Path> children = Files.list(root)) {
            List<Folder> folders = children.map(path -> {
                        Matcher run = RUN_FOLDER.matcher(String.valueOf(path.getFileName()));
                        return run.matches() && Files.isDirectory(path)
                                ? new Folder(Long.parseLong(run.group(1)), path)
                                : null;
                    })
                    .filter(folder -> folder != null)
                    .sorted(Comparator.comparingLong(Folder::run))
                    .toList();
            return folders.stream().map(folder -> run(folder.run(), folder.path()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list %s: %s".formatted(root, e.getMessage()), e);
        }
    }

    /** What the tree holds of a run. */
    public Optional<FoundRun> run(long id) {
        return Optional.of(root.resolve("run_" + id)).filter(Files::isDirectory).map(folder -> run(id, folder));
    }

    private static FoundRun run(long id, Path folder) {
        Map<String, Path> descriptions = new HashMap<>();
        List<FoundArtifact> artifacts = new ArrayList<>();
        for (Path path : children(folder)) {
            String file = String.valueOf(path.getFileName());
            if (Files.isDirectory(path)) {
                artifacts.add(new FoundArtifact(null, file, new FoundRun.Folder(path), path.toString(), null));
            } else if (DESCRIPTIONS.contains(file)) {
                descriptions.put(file, path);
            } else if (file.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                artifacts.add(zip(file, path));
            } else if (file.toLowerCase(Locale.ROOT).endsWith(".json")) {
                artifacts.add(new FoundArtifact(
                        null,
                        artifactOf(file),
                        new FoundRun.Files(List.of(LooseFile.at(file, path))),
                        path.toString(),
                        null));
            }
        }
        return new FoundRun(id, null, descriptions, artifacts);
    }

    static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted(Comparator.comparing(path -> String.valueOf(path.getFileName())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static FoundArtifact zip(String file, Path path) {
        String name = file.substring(0, file.length() - ".zip".length());
        OptionalLong id = ArchiveNames.idIn(file);
        return id.isPresent()
                ? new FoundArtifact(
                        id.getAsLong(),
                        name.substring(0, name.lastIndexOf('~')),
                        new FoundRun.Zip(path),
                        path.toString(),
                        null)
                : new FoundArtifact(null, name, new FoundRun.Zip(path), path.toString(), null);
    }

    /**
     * The artifact that a bare file was taken from: the file of a single result is its artifact's name with {@code agg_}
     * before it, that of a collection likewise with {@code results_} instead (atlas, sections 3 and 6).
     */
    static String artifactOf(String file) {
        String name = file.substring(0, file.length() - ".json".length());
        if (name.equals("agg_bmk")
                || name.equals("agg_all")
                || name.matches("agg_[A-Za-z0-9.-]+(_(test|[0-9]+k[0-9]+k))?")) {
            return "results_" + name.substring("agg_".length());
        }
        return name.startsWith("agg_") ? name.substring("agg_".length()) : name;
    }
}
