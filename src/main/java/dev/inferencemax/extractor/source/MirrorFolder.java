package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.github.InvalidSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A mirror on disk. */
final class MirrorFolder implements MirrorStore {

    private final Path root;

    MirrorFolder(Path root) {
        this.root = root;
    }

    @Override
    public void requireThere() {
        if (!Files.isDirectory(root)) {
            throw new InvalidSetting("--backup-dir=" + root + ": no such directory. Give one that exists.");
        }
    }

    @Override
    public List<String> folders(String folder) {
        return children(folder).stream()
                .filter(Files::isDirectory)
                .map(path -> String.valueOf(path.getFileName()))
                .toList();
    }

    @Override
    public List<MirrorFile> files(String folder) {
        return children(folder).stream()
                .filter(Files::isRegularFile)
                .map(path ->
                        new MirrorFile(String.valueOf(path.getFileName()), path.toString(), new FoundRun.Zip(path)))
                .toList();
    }

    private List<Path> children(String folder) {
        Path path = root.resolve(folder);
        return Files.isDirectory(path) ? ArchiveTree.children(path) : List.of();
    }
}
