package dev.inferencemax.extractor.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The folder of the dataset. A file in it is replaced as a whole: written aside, then renamed. */
final class OutputFolder {

    static final String ASIDE = ".part";

    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Path aside;

    OutputFolder(Path root) {
        this.root = root;
        this.aside = root.resolve(ASIDE);
    }

    /** Where files are written before they are renamed. */
    Path aside() {
        return aside;
    }

    Path root() {
        return root;
    }

    /** Writes a CSV: RFC 4180, UTF-8, lines end in LF, quotes only where they are needed. */
    Path csv(String name, List<String> header, Consumer<CsvWriter> rows) {
        return write(name, out -> {
            CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .quoteStrategy(QuoteStrategies.REQUIRED)
                    .build(out);
            csv.writeRecord(header);
            rows.accept(csv);
            csv.flush();
        });
    }

    Path text(String name, String content) {
        return write(name, out -> out.write(content));
    }

    /** A file that something else writes. */
    Path file(String name, Consumer<Path> writing) {
        Path file = root.resolve(name);
        Path part = aside.resolve(UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(aside);
            writing.accept(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new OutputUnwritable(file, e);
        }
    }

    Path write(String name, FileContent content) {
        Path file = root.resolve(name);
        try {
            Files.createDirectories(aside);
            Path parent = file.getParent();
            Files.createDirectories(parent == null ? root : parent);
            Path part = aside.resolve(UUID.randomUUID() + ".part");
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                BufferedWriter out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), BUFFER);
                content.to(out);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException | UncheckedIOException e) {
            throw new OutputUnwritable(file, e);
        }
    }

    /** Checks before the work, rather than after hours of it, that files can be written here. */
    void requireWritable() {
        try {
            Files.createDirectories(aside);
            Files.delete(Files.createFile(aside.resolve(UUID.randomUUID() + ".part")));
        } catch (IOException e) {
            throw new OutputUnwritable(root, e);
        }
    }

    /** Removes what a crash left half-written. */
    void cleanLeftovers() {
        deleteTree(aside);
    }

    /** Removes all of it. */
    void delete() {
        deleteTree(root);
    }

    /** Removes a file of an earlier dataset that this one has no use for. */
    void remove(String name) {
        try {
            Files.deleteIfExists(root.resolve(name));
        } catch (IOException e) {
            throw new OutputUnwritable(root.resolve(name), e);
        }
    }

    /** Removes the files of an earlier dataset that this one no longer holds. */
    void keepOnly(Path folder, List<Path> written) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(Files::isDirectory)
                    .filter(child -> Files.exists(child.resolve(ByModelExport.FILE)))
                    .filter(child -> !written.contains(child.resolve(ByModelExport.FILE)))
                    .forEach(OutputFolder::deleteTree);
        } catch (IOException e) {
            throw new OutputUnwritable(folder, e);
        }
    }

    private static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new OutputUnwritable(tree, e);
        }
    }
}
