package dev.inferencemax.extractor.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawArchiveTest {

    private static final String FILE = "run_7/results.zip";
    private static final byte[] BYTES = "what GitHub served".getBytes(UTF_8);
    private static final String DIGEST = "sha256:7f7d3b8ee1ba6b2a1a9ab4e4a8be0f1f9b3b7a0a2a3a";

    @TempDir
    private Path folder;

    private RawArchive archive;

    @BeforeEach
    void openAnArchiveThatIsNotThereYet() {
        archive = new RawArchive(folder.resolve("raw"));
    }

    @Test
    void aFileIsSeenOnlyOnceItIsCompleteAndVerified() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);
            assertThat(archive.resolve(FILE)).doesNotExist();

            Stored stored = incoming.commit((long) BYTES.length, stated(BYTES));

            assertThat(stored).isEqualTo(new Stored.Kept(FILE, BYTES.length, hex(BYTES)));
        }
        assertThat(archive.resolve(FILE)).hasBinaryContent(BYTES);
        assertThat(aside()).isEmpty();
    }

    @Test
    void withoutACommitNothingIsKept() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);
        }

        assertThat(archive.resolve(FILE)).doesNotExist();
        assertThat(aside()).isEmpty();
    }

    @Test
    void anotherSizeThanStatedIsAMismatchAndWhatWasKeptStays() throws Exception {
        keep(FILE, BYTES);
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(new byte[10]);

            assertThat(incoming.commit(12L, null)).isEqualTo(new Stored.Mismatch("size 10, GitHub states 12"));
        }
        assertThat(archive.resolve(FILE)).hasBinaryContent(BYTES);
    }

    @Test
    void anotherDigestThanStatedIsAMismatch() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);

            assertThat(incoming.commit((long) BYTES.length, DIGEST))
                    .isEqualTo(new Stored.Mismatch("digest sha256:" + hex(BYTES) + ", GitHub states " + DIGEST));
        }
        assertThat(archive.resolve(FILE)).doesNotExist();
    }

    @Test
    void aDownloadThatStartsOverLeavesNothingOfTheFirstTry() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write("a longer first try, cut off".getBytes(UTF_8));
            incoming.reset();
            assertThat(incoming.bytes()).isZero();
            incoming.stream().write(BYTES);

            assertThat(incoming.bytes()).isEqualTo(BYTES.length);
            assertThat(incoming.commit((long) BYTES.length, stated(BYTES))).isInstanceOf(Stored.Kept.class);
        }
        assertThat(archive.resolve(FILE)).hasBinaryContent(BYTES);
    }

    @Test
    void aMismatchMayBeTriedAgain() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(1);
            assertThat(incoming.commit((long) BYTES.length, null)).isInstanceOf(Stored.Mismatch.class);
            incoming.reset();
            incoming.stream().write(BYTES);
            assertThat(incoming.commit((long) BYTES.length, null)).isInstanceOf(Stored.Kept.class);
        }
    }

    @Test
    void whatIsCommittedCannotBeChangedAnyMore() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);
            incoming.commit(null, null);

            assertThatExceptionOfType(ArchiveUnwritable.class)
                    .isThrownBy(() -> incoming.stream().write(1));
        }
        assertThat(archive.resolve(FILE)).hasBinaryContent(BYTES);
    }

    @Test
    void aFileIsHeldIfItIsThereAndAsStated() throws Exception {
        assertThat(archive.holds(FILE, null, null)).isFalse();
        keep(FILE, BYTES);
        long size = BYTES.length;

        assertThat(archive.holds(FILE, null, null)).isTrue();
        assertThat(archive.holds(FILE, size, stated(BYTES))).isTrue();
        assertThat(archive.holds(FILE, size, "SHA256:" + hex(BYTES).toUpperCase(Locale.ROOT)))
                .isTrue();
        assertThat(archive.holds(FILE, size + 1, null)).isFalse();
        assertThat(archive.holds(FILE, size, DIGEST)).isFalse();
        assertThat(archive.holds(FILE, size, "sha512:not checked")).isTrue();
        assertThat(archive.holds("run_7", null, null)).as("a folder").isFalse();
    }

    @Test
    void aFileWhoseBytesRottedIsNotHeld() throws Exception {
        keep(FILE, BYTES);
        byte[] rotten = BYTES.clone();
        rotten[3] ^= 1;
        Files.write(archive.resolve(FILE), rotten);

        assertThat(archive.holds(FILE, (long) BYTES.length, stated(BYTES))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../evil",
                "run_7/../../evil",
                "/etc/passwd",
                ".part/x",
                "run_7/../.part/x",
                "a\\b",
                "a\0b"
            })
    void noNameLeadsOutOfTheArchive(String file) {
        assertThatIllegalArgumentException().isThrownBy(() -> archive.resolve(file));
    }

    @Test
    void manyThreadsWriteAtOnceAndEachFileIsWhole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Stored>> writes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                byte fill = (byte) i;
                String file = "run_" + (1 + i % 4) + "/a" + (i / 8) + ".zip"; // several for the same file
                writes.add(() -> {
                    byte[] content = new byte[20_000];
                    Arrays.fill(content, fill);
                    try (Incoming incoming = archive.begin(file)) {
                        incoming.stream().write(content);
                        return incoming.commit(20_000L, stated(content));
                    }
                });
            }
            for (Future<Stored> write : threads.invokeAll(writes)) {
                assertThat(write.get()).isInstanceOf(Stored.Kept.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(archive.runs().flatMap(run -> run.zips().stream()))
                .hasSize(32)
                .allSatisfy(zip -> {
                    byte[] content = Files.readAllBytes(zip);
                    assertThat(content).hasSize(20_000).containsOnly(content[0]);
                });
        assertThat(aside()).isEmpty();
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
    void whatIsBeingWrittenIsNoLeftover() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);

            assertThat(archive.cleanLeftovers()).isZero();
            assertThat(new RawArchive(archive.root()).cleanLeftovers()).isZero();
            assertThat(incoming.commit(null, null)).isInstanceOf(Stored.Kept.class);
        }
        assertThat(archive.resolve(FILE)).hasBinaryContent(BYTES);
    }

    @Test
    void whatAnotherProcessWritesIsALeftoverOnlyOnceItIsDead() throws Exception {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        archive.root().toString())
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
        assertThat(archive.resolve(FILE)).doesNotExist();
    }

    /** Another process, in the midst of a download for ever. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            try (Incoming incoming = new RawArchive(Path.of(arguments[0])).begin(FILE)) {
                incoming.stream().write(BYTES);
                System.out.println("writing");
                while (System.in.read() >= 0) {
                    // until killed
                }
            }
        }
    }

    @Test
    void whatDescribesARunIsReplacedAsAWhole() throws Exception {
        archive.keep(7, "run.json", "{}".getBytes(UTF_8));
        archive.keep(7, "run.json", "{\"id\":7}".getBytes(UTF_8));

        assertThat(archive.resolve("run_7/run.json")).hasContent("{\"id\":7}");
        assertThat(aside()).isEmpty();
    }

    @Test
    void theSameDescriptionAgainIsNotWritten() throws Exception {
        archive.keep(7, "run.json", "{}".getBytes(UTF_8));
        FileTime longAgo = FileTime.from(Instant.parse("2025-10-07T00:00:00Z"));
        Files.setLastModifiedTime(archive.resolve("run_7/run.json"), longAgo);

        archive.keep(7, "run.json", "{}".getBytes(UTF_8));

        assertThat(Files.getLastModifiedTime(archive.resolve("run_7/run.json"))).isEqualTo(longAgo);
    }

    @Test
    void looseFilesBecomeAZipThatIsTheSameWheneverItIsMade() throws Exception {
        Path onDisk = Files.write(folder.resolve("agg.json"), "[1]".getBytes(UTF_8));
        List<LooseFile> files =
                List.of(LooseFile.at("b/agg.json", onDisk), LooseFile.of("a.json", "[2]".getBytes(UTF_8)));

        Stored.Kept first = archive.keepZip("run_7/first.zip", files, "");
        Files.setLastModifiedTime(onDisk, FileTime.from(Instant.EPOCH));
        Stored.Kept second = archive.keepZip("run_7/second.zip", files, "");

        assertThat(archive.holds(first.file(), first.bytes(), "sha256:" + first.sha256()))
                .isTrue();
        assertThat(second.sha256()).isEqualTo(first.sha256());
        try (ZipFile zip = new ZipFile(archive.resolve(first.file()).toFile())) {
            assertThat(zip.stream())
                    .allMatch(entry -> entry.getTimeLocal().equals(LocalDateTime.of(1980, 2, 1, 0, 0)))
                    .allMatch(entry -> entry.getExtra() == null);
        }
        List<String> entries = new ArrayList<>();
        ZipReader.read(
                archive.resolve(first.file()),
                Limits.ordinary(),
                (name, size, content) -> entries.add(name + " " + new String(content.readAllBytes(), UTF_8)));
        assertThat(entries).containsExactly("b/agg.json [1]", "a.json [2]");
    }

    @Test
    void aLooseFileThatCannotBeReadLeavesNothing() throws Exception {
        LooseFile gone = new LooseFile("a.json", () -> {
            throw new FileNotFoundException("a.json");
        });

        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> archive.keepZip(FILE, List.of(gone), ""));
        assertThat(archive.resolve(FILE)).doesNotExist();
        assertThat(aside()).isEmpty();
    }

    @Test
    void twoLooseFilesOfOneNameAreRefused() {
        LooseFile file = LooseFile.of("a.json", BYTES);

        assertThatIllegalArgumentException().isThrownBy(() -> archive.keepZip(FILE, List.of(file, file), ""));
    }

    @Test
    void runsComeByRisingIdWithWhatIsThere() throws Exception {
        keep("run_100/b.zip", BYTES);
        keep("run_100/a.zip", BYTES);
        archive.keep(100, "run.json", BYTES);
        archive.keep(9, "artifacts.json", BYTES);
        Files.createDirectories(archive.root().resolve("run_x"));
        Files.createDirectories(archive.root().resolve("run_007"));
        Files.write(archive.root().resolve("run_8"), BYTES);

        Path run9 = archive.root().resolve("run_9");
        Path run100 = archive.root().resolve("run_100");
        assertThat(archive.runs())
                .containsExactly(
                        new ArchivedRun(9, run9, null, run9.resolve("artifacts.json"), List.of()),
                        new ArchivedRun(
                                100,
                                run100,
                                run100.resolve("run.json"),
                                null,
                                List.of(run100.resolve("a.zip"), run100.resolve("b.zip"))));
    }

    @Test
    void anArchiveThatDoesNotExistHoldsNoRuns() {
        assertThat(archive.runs()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeListedIsNamed() throws Exception {
        Path file = Files.write(folder.resolve("file"), BYTES);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new RawArchive(file).runs())
                .withMessageContaining(file.toString());
    }

    private void keep(String file, byte[] content) throws IOException {
        try (Incoming incoming = archive.begin(file)) {
            incoming.stream().write(content);
            assertThat(incoming.commit(null, null)).isInstanceOf(Stored.Kept.class);
        }
    }

    private List<String> aside() throws IOException {
        try (Stream<Path> files = Files.list(archive.root().resolve(".part"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String stated(byte[] content) {
        return Sha256.stated(content);
    }

    private static String hex(byte[] content) {
        return Sha256.stated(content).substring("sha256:".length());
    }
}
