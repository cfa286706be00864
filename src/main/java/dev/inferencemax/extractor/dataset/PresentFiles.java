package dev.inferencemax.extractor.dataset;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which files of a dataset lie in its folder, and what tells one of them from what it will be if anybody writes to it. */
final class PresentFiles {

    /** When anything of a file was changed cannot be set at will, as the time of its content can; not every system has it. */
    private static final String MARKS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                    ? "unix:size,lastModifiedTime,ctime"
                    : "size,lastModifiedTime";

    private final Path root;

    PresentFiles(Path root) {
        this.root = root;
    }

    /**
     * All that an export writes or removes, by name.
     *
     * @param more names of further files, written after the export
     */
    SortedMap<String, String> with(Collection<String> more) {
        SortedMap<String, String> present = new TreeMap<>();
        Stream.of(
                        Arrays.stream(Table.values()).flatMap(table -> Stream.of(table.csv(), table.parquet())),
                        Stream.of(LossesText.FILE, DataPackage.FILE),
                        byModel(),
                        more.stream())
                .flatMap(names -> names)
                .forEach(name -> add(name, present));
        return present;
    }

    /** As it is called on every system. */
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private Stream<String> byModel() {
        try (Stream<Path> folders = Files.list(root.resolve(ByModelExport.FOLDER))) {
            return folders.map(folder -> name(folder.resolve(ByModelExport.FILE))).toList().stream();
        } catch (IOException none) {
            return Stream.of();
        }
    }

    private void add(String name, SortedMap<String, String> present) {
        try {
            present.put(name, new TreeMap<>(Files.readAttributes(root.resolve(name), MARKS)).toString());
        } catch (IOException absent) {
            present.remove(name);
        }
    }
}
