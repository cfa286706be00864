package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A disk of a few megabytes of its own, where this machine lets us mount one; else the test is skipped and says so. */
final class SmallDisk implements AutoCloseable {

    private static final Path MOUNT = Path.of("/bin/mount");
    private static final String FILLER = "filler";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mountedAt(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean mounted = Files.isExecutable(MOUNT)
                && Programs.succeeds(
                        "/bin/mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        assumeTrue(mounted, "mounting is not allowed here");
        return new SmallDisk(folder);
    }

    /** Others take what there is, but for a little. */
    SmallDisk fillUpTo(int bytesLeft) {
        Path filler = folder.resolve(FILLER);
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(folder).getUsableSpace() > bytesLeft) {
                out.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    void free() {
        try {
            Files.delete(folder.resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SmallDisk readOnly() {
        assertThat(Programs.succeeds("/bin/mount", "-o", "remount,ro", folder.toString()))
                .isTrue();
        return this;
    }

    void writable() {
        assertThat(Programs.succeeds("/bin/mount", "-o", "remount,rw", folder.toString()))
                .isTrue();
    }

    @Override
    public void close() {
        assertThat(Stream.of("", "-l")
                        .anyMatch(how -> how.isEmpty()
                                ? Programs.succeeds("/bin/umount", folder.toString())
                                : Programs.succeeds("/bin/umount", how, folder.toString())))
                .isTrue();
    }
}
