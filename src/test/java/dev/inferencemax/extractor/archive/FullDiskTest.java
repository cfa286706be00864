package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inferencemax.extractor.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real disk of 256 KB, where this machine lets us mount one. */
class FullDiskTest {

    private static final String FILE = "run_7/results.zip";

    @TempDir
    private Path folder;

    private boolean mounted;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        mounted = Files.isExecutable(Path.of("/bin/mount"))
                && Programs.succeeds("/bin/mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString());
        assumeTrue(mounted, "mounting is not allowed here");
    }

    @AfterEach
    void unmountIt() throws Exception {
        if (mounted) {
            assertThat(Programs.succeeds("/bin/umount", folder.toString())).isTrue();
        }
    }

    @Test
    void aFullDiskIsNamedLeavesNothingAndTheSameWriteSucceedsOnceThereIsSpace() throws Exception {
        FolderArchive archive = new FolderArchive(folder.resolve("raw"));
        Path others = Files.write(folder.resolve("others"), new byte[200 << 10]);

        ArchiveUnwritable full = catchThrowableOfType(ArchiveUnwritable.class, () -> write(archive));

        assertThat(full)
                .hasMessageStartingWith("The raw archive " + archive.place() + " cannot be written: the disk is full (")
                .hasMessageEndingWith("bytes free). Free space there, then run the same command again.");
        assertThat(archive.resolve(FILE)).doesNotExist();
        assertThat(Path.of(archive.place()).resolve(".part")).isEmptyDirectory();

        Files.delete(others);
        write(archive);
        assertThat(archive.holds(FILE, 100L << 10, null)).isTrue();
    }

    private static void write(FolderArchive archive) throws IOException {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(new byte[100 << 10]);
            incoming.commit(null, null);
        }
    }
}
