package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.archive.UnusableZip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A run in a folder: zips, unpacked artifacts, bare JSON files, and perhaps all of it in one zip. */
final class RunFolder {

    private static final String ARTIFACTS_JSON = "artifacts.json";

    private RunFolder() {}

    /**
     * Reads a folder.
     *
     * @param isArtifact whether a name is an artifact's beyond doubt; a zip of any other name is looked into
     */
    static RunContents read(Path folder, Predicate<String> isArtifact) {
        RunContents contents = new RunContents();
        List<Path> children = ArchiveTree.children(folder);
        boolean listed = children.stream().anyMatch(path -> path.endsWith(ARTIFACTS_JSON)); // all zips are in it
        for (Path path : children) {
            String file = String.valueOf(path.getFileName());
            if (Files.isDirectory(path)) {
                contents.unpacked(file, new FoundRun.Folder(path), path.toString());
            } else if (RunContents.isDescription(file)) {
                contents.description(file, LooseFile.at(file, path));
            } else if (RunName.isZip(file)) {
                boolean artifact = listed || isArtifact.test(RunName.withoutEnding(file));
                Optional<RunContents> whole = artifact ? Optional.empty() : wholeRun(path);
                whole.ifPresentOrElse(
                        contents::addAll, () -> contents.zip(file, new FoundRun.Zip(path), path.toString()));
            } else if (RunContents.isJson(file)) {
                contents.bare(file, LooseFile.at(file, path), path.toString());
            }
        }
        return contents;
    }

    private static Optional<RunContents> wholeRun(Path zip) {
        try {
            RunZip run = RunZip.open(zip);
            return run.isOfManyArtifacts() ? Optional.of(run.contents()) : Optional.empty();
        } catch (UnusableZip e) {
            return Optional.empty(); // whatever it was: it is told when it is read
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(zip, e.getMessage()), e);
        }
    }
}
