package dev.inferencemax.extractor.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every archive keeps, wherever it is. */
abstract class RawArchiveContract {

    static final String FILE = "run_7/results.zip";
    static final byte[] BYTES = "what GitHub served".getBytes(UTF_8);
    static final String DIGEST = "sha256:7f7d3b8ee1ba6b2a1a9ab4e4a8be0f1f9b3b7a0a2a3a";

    @TempDir
    Path folder;

    private RawArchive archive;

    /** One that holds nothing, nor has anybody made it yet. */
    abstract RawArchive open() throws Exception;

    /** What somebody else finds under a name; null: nothing. */
    abstract byte[] seen(String file) throws Exception;

    /** Puts bytes there past the archive. */
    abstract void bend(String file, byte[] bytes) throws Exception;

    /** Files that are half-written, or wait. */
    abstract List<String> aside() throws Exception;

    @BeforeEach
    void openAnArchiveThatIsNotThereYet() throws Exception {
        archive = open();
    }

    @Test
    void aFileIsSeenOnlyOnceItIsCompleteAndVerified() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);
            assertThat(seen(FILE)).isNull();

            Stored stored = incoming.commit((long) BYTES.length, stated(BYTES));

            assertThat(stored).isEqualTo(new Stored.Kept(FILE, BYTES.length, hex(BYTES)));
        }
        assertThat(seen(FILE)).isEqualTo(BYTES);
        assertThat(aside()).isEmpty();
    }

    @Test
    void withoutACommitNothingIsKept() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);
        }

        assertThat(seen(FILE)).isNull();
        assertThat(aside()).isEmpty();
    }

    @Test
    void anotherSizeThanStatedIsAMismatchAndWhatWasKeptStays() throws Exception {
        keep(FILE, BYTES);
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(new byte[10]);

            assertThat(incoming.commit(12L, null)).isEqualTo(new Stored.Mismatch("size 10, GitHub states 12"));
        }
        assertThat(seen(FILE)).isEqualTo(BYTES);
    }

    @Test
    void anotherDigestThanStatedIsAMismatch() throws Exception {
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(BYTES);

            assertThat(incoming.commit((long) BYTES.length, DIGEST))
                    .isEqualTo(new Stored.Mismatch("digest sha256:" + hex(BYTES) + ", GitHub states " + DIGEST));
        }
        assertThat(seen(FILE)).isNull();
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
        assertThat(seen(FILE)).isEqualTo(BYTES);
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

            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> incoming.stream().write(1));
        }
        assertThat(seen(FILE)).isEqualTo(BYTES);
    }

    @Test
    void aFileIsHeldIfItIsThereAndAsStated() throws Exception {
        assertThat(archive.holds(FILE, null, null)).isFalse();
        keep(FILE, BYTES);

        assertHeldAsStated();
    }

    @Test
    void aFileThatSomebodyElseBroughtIsHeldIfItIsAsStated() throws Exception {
        bend(FILE, BYTES);

        assertHeldAsStated();
    }

    private void assertHeldAsStated() {
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
        bend(FILE, rotten);

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
        assertThatIllegalArgumentException().isThrownBy(() -> archive.begin(file));
        assertThatIllegalArgumentException().isThrownBy(() -> archive.holds(file, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> archive.content(file));
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
        assertThat(archive.runs().flatMap(run -> run.files().stream().map(run::path)))
                .hasSize(32)
                .allSatisfy(zip -> {
                    byte[] content = seen(zip);
                    assertThat(content).hasSize(20_000).containsOnly(content[0]);
                });
        assertThat(aside()).isEmpty();
    }

    @Test
    void whatIsBeingWrittenIsNoLeftover() throws Exception {
        byte[] large = large();
        try (Incoming incoming = archive.begin(FILE)) {
            incoming.stream().write(large);
            assertThat(aside()).hasSize(1);

            assertThat(archive.cleanLeftovers()).isZero();
            assertThat(incoming.commit(null, stated(large))).isInstanceOf(Stored.Kept.class);
        }
        assertThat(seen(FILE)).isEqualTo(large);
        assertThat(aside()).isEmpty();
    }

    @Test
    void whatDescribesARunIsReplacedAsAWhole() throws Exception {
        archive.keep(7, "run.json", "{}".getBytes(UTF_8));
        archive.keep(7, "run.json", "{\"id\":7}".getBytes(UTF_8));

        assertThat(seen("run_7/run.json")).isEqualTo("{\"id\":7}".getBytes(UTF_8));
        assertThat(archive.content("run_7/run.json")).hasValue("{\"id\":7}".getBytes(UTF_8));
        assertThat(archive.content("run_8/run.json")).isEmpty();
        assertThat(aside()).isEmpty();
    }

    @Test
    void looseFilesBecomeAZipThatIsTheSameWheneverItIsMade() throws Exception {
        Path onDisk = Files.write(folder.resolve("agg.json"), "[1]".getBytes(UTF_8));
        List<LooseFile> files =
                List.of(LooseFile.at("b/agg.json", onDisk), LooseFile.of("a.json", "[2]".getBytes(UTF_8)));

        Stored.Kept first = archive.keepZip("run_7/first.zip", files, "told by nobody else");
        Files.setLastModifiedTime(onDisk, FileTime.from(Instant.EPOCH));
        Stored.Kept second = archive.keepZip("run_7/second.zip", files, "told by nobody else");

        assertThat(archive.holds(first.file(), first.bytes(), "sha256:" + first.sha256()))
                .isTrue();
        assertThat(second.sha256()).isEqualTo(first.sha256());
        archive.onDisk(first.file(), path -> {
            try (ZipFile zip = new ZipFile(path.toFile())) {
                assertThat(zip.getComment()).isEqualTo("told by nobody else");
                assertThat(zip.stream())
                        .allMatch(entry -> entry.getTimeLocal().equals(LocalDateTime.of(1980, 2, 1, 0, 0)))
                        .allMatch(entry -> entry.getExtra() == null);
            }
            return first;
        });
        assertThat(entries(first.file())).containsExactly("b/agg.json [1]", "a.json [2]");
        assertThat(aside()).isEmpty();
    }

    @Test
    void aLargeZipIsReadToo() throws Exception {
        byte[] large = large();
        archive.keepZip(FILE, List.of(LooseFile.of("large.bin", large)), "");

        archive.readZip(
                FILE,
                Limits.ordinary(),
                (name, size, content) -> assertThat(content.readAllBytes()).isEqualTo(large));

        assertThat(aside()).isEmpty();
    }

    @Test
    void aZipThatIsNotThereSaysSo() throws Exception {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> entries(FILE))
                .withMessageContaining(FILE);
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> archive.onDisk(FILE, path -> path));
    }

    @Test
    void aLooseFileThatCannotBeReadLeavesNothing() throws Exception {
        LooseFile gone = new LooseFile("a.json", () -> {
            throw new FileNotFoundException("a.json");
        });

        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> archive.keepZip(FILE, List.of(gone), ""));
        assertThat(seen(FILE)).isNull();
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
        bend("run_x/a.zip", BYTES);
        bend("run_007/a.zip", BYTES);
        bend("run_8", BYTES);
        bend("run_100/deeper/c.zip", BYTES);

        assertThat(archive.runs())
                .containsExactly(
                        new ArchivedRun(9, List.of("artifacts.json")),
                        new ArchivedRun(100, List.of("a.zip", "b.zip", "run.json")));
        assertThat(archive.filesOf(100))
                .containsExactlyInAnyOrder("run_100/a.zip", "run_100/b.zip", "run_100/run.json");
        assertThat(archive.filesOf(10)).isEmpty();
    }

    @Test
    void anArchiveThatDoesNotExistHoldsNoRuns() {
        assertThat(archive.runs()).isEmpty();
    }

    void keep(String file, byte[] content) throws IOException {
        try (Incoming incoming = archive.begin(file)) {
            incoming.stream().write(content);
            assertThat(incoming.commit(null, null)).isInstanceOf(Stored.Kept.class);
        }
    }

    private List<String> entries(String file) throws Exception {
        List<String> entries = new ArrayList<>();
        archive.readZip(
                file,
                Limits.ordinary(),
                (name, size, content) -> entries.add(name + " " + new String(content.readAllBytes(), UTF_8)));
        return entries;
    }

    /** More than is held in memory, and packs to no less. */
    static byte[] large() {
        byte[] large = new byte[Spool.MOST_IN_MEMORY + 100_000];
        new Random(1).nextBytes(large);
        return large;
    }

    static String stated(byte[] content) {
        return Sha256.stated(content);
    }

    private static String hex(byte[] content) {
        return Sha256.stated(content).substring("sha256:".length());
    }
}
