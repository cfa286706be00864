package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveUnwritableTest {

    @TempDir
    private Path folder;

    record Fault(IOException fault, String what, String remedy) {}

    static List<Fault> faults() {
        return List.of(
                new Fault(new IOException("No space left on device"), "the disk is full", "Free space"),
                new Fault(new IOException("Disk quota exceeded"), "the disk is full", "Free space"),
                new Fault(
                        new FileSystemException("x", null, "There is not enough space on the disk"),
                        "the disk is full",
                        "Free space"),
                new Fault(new FileSystemException("x", null, "Read-only file system"), "read-only", "--raw-dir"),
                new Fault(
                        new AccessDeniedException("/raw/run_7"), "this user may not write there (/raw/run_7)", "Grant"),
                new Fault(new ClosedByInterruptException(), "interrupted", "same command again"),
                new Fault(new IOException("Input/output error"), "IOException: Input/output error", "Check the disk"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theMessageSaysWhichFolderWhatHappenedAndWhatToDo(Fault fault) {
        assertThat(new ArchiveUnwritable(folder, fault.fault()))
                .hasMessageStartingWith("The raw archive " + folder + " cannot be written: ")
                .hasMessageContainingAll(fault.what(), fault.remedy());
    }

    @Test
    void aFullDiskSaysHowMuchIsFree() {
        assertThat(new ArchiveUnwritable(folder, new IOException("No space left on device")).getMessage())
                .containsPattern("the disk is full \\(\\d+ bytes free\\)\\. Free space");
    }

    @Test
    void anArchiveThatIsAFileIsFoundBeforeAnyWork() throws Exception {
        Path file = Files.createFile(folder.resolve("raw"));

        assertThat(refusal(new FolderArchive(file)))
                .hasMessage("The raw archive " + file + " cannot be written: a file stands where a folder is needed ("
                        + file + "). Move the file away, or choose another folder with --raw-dir.");
    }

    @Test
    void anArchiveBelowAFileIsFoundBeforeAnyWork() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(refusal(new FolderArchive(file.resolve("raw")))).hasMessageContaining("a file stands where");
    }

    @Test
    void aFolderThatCanBeWrittenIsMadeAndLeftEmpty() throws Exception {
        FolderArchive archive = new FolderArchive(folder.resolve("new/raw"));

        assertThatCode(archive::requireWritable).doesNotThrowAnyException();
        assertThat(Path.of(archive.place()).resolve(".part")).isEmptyDirectory();
    }

    @Test
    void aFileWhereARunsFolderIsNeededEndsTheWriteAndLeavesNothing() throws Exception {
        FolderArchive archive = new FolderArchive(folder);
        Files.createFile(folder.resolve("run_7"));

        ArchiveUnwritable unwritable =
                catchThrowableOfType(ArchiveUnwritable.class, () -> archive.keep(7, "run.json", new byte[] {'{', '}'}));

        assertThat(unwritable).hasMessageContaining("a file stands where a folder is needed");
        assertThat(folder.resolve(".part")).isEmptyDirectory();
    }

    private static ArchiveUnwritable refusal(FolderArchive archive) {
        return catchThrowableOfType(ArchiveUnwritable.class, archive::requireWritable);
    }
}
