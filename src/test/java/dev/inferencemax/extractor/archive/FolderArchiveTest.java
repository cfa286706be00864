package dev.inferencemax.extractor.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FolderArchiveTest extends RawArchiveContract {

    private FolderArchive archive;

    @Override
    RawArchive open() {
        archive = new FolderArchive(folder.resolve("raw"));
        return archive;
    }

    private Path inArchive(String file) {
        return folder.resolve("raw").resolve(file);
    }

    @Override
    byte[] seen(String file) throws IOException {
        return Files.exists(inArchive(file)) ? Files.readAllBytes(inArchive(file)) : null;
    }

    @Override
    void bend(String file, byte[] bytes) throws IOException {
        Files.createDirectories(inArchive(file).getParent());
        Files.write(inArchive(file), bytes);
    }

    @Override
    List<String> aside() throws IOException {
        if (!Files.exists(inArchive(".part"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(inArchive(".part"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void leftoversOfACrashGoAndWhatIsNotOursStays() throws Exception {
        assertThat(archive.cleanLeftovers()).as("no archive yet").isZero();
        Path part = Files.createDirectories(folder.resolve("raw/.part"));
        Files.write(part.resolve("8c5cf0ad-9d2f-4c8e-9b0e-3f1c2f2f9a11.part"), BYTES);
        Files.write(part.resolve("8c5cf0ad-9d2f-4c8e-9b0e-3f1c2f2f9a12.part"), BYTES);
        Files.write(part.resolve("notes.txt"), BYTES);

        assertThat(archive.cleanLeftovers()).isEqualTo(2);
        assertThat(aside()).containsExactly("notes.txt");
    }

    @Test
    void whatAnotherProcessWritesIsALeftoverOnlyOnceItIsDead() throws Exception {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        archive.place())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
            assertThat(said.readLine()).isEqualTo("writing");

            assertThat(archive.cleanLeftovers()).isZero();
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(aside()).hasSize(1);
        assertThat(archive.cleanLeftovers()).isEqualTo(1);
        assertThat(inArchive(FILE)).doesNotExist();
    }

    @Test
    void theSameDescriptionAgainIsNotWritten() throws Exception {
        archive.keep(7, "run.json", "{}".getBytes(UTF_8));
        FileTime longAgo = FileTime.from(Instant.parse("2025-10-07T00:00:00Z"));
        Files.setLastModifiedTime(inArchive("run_7/run.json"), longAgo);

        archive.keep(7, "run.json", "{}".getBytes(UTF_8));

        assertThat(Files.getLastModifiedTime(inArchive("run_7/run.json"))).isEqualTo(longAgo);
    }

    @Test
    void aFolderThatCannotBeListedIsNamed() throws Exception {
        Path file = Files.write(folder.resolve("file"), BYTES);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new FolderArchive(file).runs())
                .withMessageContaining(file.toString());
    }

    /** Another process, in the midst of a download for ever. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            try (Incoming incoming = new FolderArchive(Path.of(arguments[0])).begin(FILE)) {
                incoming.stream().write(BYTES);
                System.out.println("writing");
                while (System.in.read() >= 0) {
                    // until killed
                }
            }
        }
    }
}
