package dev.inferencemax.extractor.archive;

import static dev.inferencemax.extractor.archive.CraftedZip.with;
import static dev.inferencemax.extractor.archive.ZipCorpus.JSON;
import static dev.inferencemax.extractor.archive.ZipCorpus.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inferencemax.extractor.archive.UnusableZip.Reason;
import dev.inferencemax.extractor.archive.ZipCorpus.Hostile;
import dev.inferencemax.extractor.archive.ZipCorpus.Odd;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipReaderTest {

    private static final EntryVisitor READS_ALL =
            (name, size, content) -> content.transferTo(OutputStream.nullOutputStream());

    static List<Hostile> hostile() {
        return ZipCorpus.hostile();
    }

    static List<Odd> odd() {
        return ZipCorpus.odd();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatNoHonestArtifactIsEndsAsOneKnownReason(Hostile hostile) {
        UnusableZip unusable = refusal(hostile.zip().get(), READS_ALL);

        assertThat(unusable.reason()).isEqualTo(hostile.reason());
        assertThat(unusable).hasMessageContaining(hostile.says());
        assertThat(unusable.getMessage()).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatIsOnlyUnusualIsReadLikeAnyOther(Odd odd) throws Exception {
        List<String> names = new ArrayList<>();
        ZipReader.read(odd.zip().get(), SMALL, (name, size, content) -> {
            names.add(name);
            byte[] bytes = content.readAllBytes();
            assertThat(bytes).hasSize((int) size);
            if (!name.endsWith(".zip")) {
                assertThat(bytes).isEqualTo(JSON);
            }
        });

        assertThat(names).isEqualTo(odd.files());
    }

    /** What is bounded over the whole zip is for whoever takes several files out of it. */
    @ParameterizedTest
    @MethodSource("hostile")
    void openedFileByFileItEndsAsTheSameReason(Hostile hostile, @TempDir Path folder) throws IOException {
        Path zip = Files.write(folder.resolve("hostile.zip"), hostile.zip().get());

        Optional<UnusableZip> first = faults(zip).stream().findFirst();

        if (hostile.says().contains("the zip to more than")) {
            assertThat(first).isEmpty();
        } else {
            assertThat(first)
                    .hasValueSatisfying(
                            unusable -> assertThat(unusable.reason()).isEqualTo(hostile.reason()));
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    void openedFileByFileWhatIsUnusualIsReadToo(Odd odd, @TempDir Path folder) throws Exception {
        Path zip = Files.write(folder.resolve("odd.zip"), odd.zip().get());

        assertThat(ZipReader.entries(zip, SMALL))
                .extracting(ZipReader.Entry::name)
                .isEqualTo(odd.files());
        assertThat(faults(zip)).isEmpty();
    }

    @Test
    void aFileThatIsHostileSpoilsNoOther(@TempDir Path folder) throws Exception {
        Path zip = Files.write(
                folder.resolve("mixed.zip"),
                with("a.json", JSON)
                        .and("../b.json", JSON, e -> {})
                        .and("c.json", JSON, e -> {})
                        .and("c.json", JSON, e -> {})
                        .bytes());

        List<ZipReader.Entry> entries = ZipReader.entries(zip, SMALL);

        assertThat(entries).extracting(entry -> entry.fault() == null).containsExactly(true, false, true, false);
        try (InputStream content = ZipReader.open(zip, SMALL, "a.json")) {
            assertThat(content.readAllBytes()).isEqualTo(JSON);
        }
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ZipReader.open(zip, SMALL, "d.json").close());
    }

    /** All that is wrong, whether the directory tells it or only the reading. */
    private static List<UnusableZip> faults(Path zip) throws IOException {
        List<UnusableZip> faults = new ArrayList<>();
        try {
            for (ZipReader.Entry entry : ZipReader.entries(zip, SMALL)) {
                if (entry.fault() != null) {
                    faults.add(entry.fault());
                    continue;
                }
                try (InputStream content = ZipReader.open(zip, SMALL, entry.name())) {
                    content.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    faults.add((UnusableZip) e.getCause());
                }
            }
        } catch (UnusableZip e) {
            faults.add(e);
        }
        return faults;
    }

    @Test
    void entriesComeInTheOrderInWhichTheyLie() throws Exception {
        byte[] zip = with("z.json", JSON)
                .and("a.json", JSON, e -> {})
                .and("m.json", JSON, e -> {})
                .bytes();

        assertThat(names(zip)).containsExactly("z.json", "a.json", "m.json");
    }

    @Test
    void moreEntriesThanAPlainZipCanCountAreRead() throws Exception {
        List<String> names = new ArrayList<>();
        ZipReader.read(ZipCorpus.empties(70_000), Limits.ordinary(), (name, size, content) -> names.add(name));

        assertThat(names).hasSize(70_000).last().isEqualTo("69999.json");
    }

    @Test
    void theLongestNameThatAZipCanHoldIsReadByDefault() throws Exception {
        List<String> names = new ArrayList<>();
        ZipReader.read(
                with("x".repeat(65_535), JSON).bytes(), Limits.ordinary(), (name, size, content) -> names.add(name));

        assertThat(names).containsExactly("x".repeat(65_535));
    }

    @Test
    void aBombIsRefusedBeforeItUnpacksAnything() {
        AtomicLong handedOut = new AtomicLong();
        byte[] bomb = with("bomb.json", new byte[120 << 20]).bytes();

        refusal(bomb, (name, size, content) -> {
            byte[] buffer = new byte[1 << 16];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                handedOut.addAndGet(n);
            }
        });

        assertThat(handedOut).hasValue(0);
    }

    @Test
    void aShortRunOfBlanksPacksAThousandfoldAndIsNoBomb() throws Exception {
        assertThat(names(with("a.json", new byte[1 << 20]).bytes())).containsExactly("a.json");
    }

    @Test
    void nothingIsHandedOutBeforeAllHeadersAreChecked() {
        List<String> seen = new ArrayList<>();
        byte[] zip = with("good.json", JSON).and("../evil.json", JSON, e -> {}).bytes();

        refusal(zip, (name, size, content) -> seen.add(name));

        assertThat(seen).isEmpty();
    }

    @Test
    void theMessageShowsOddNamesHarmlessly() {
        String name = "a\u001b[2J\u202e\n" + "x".repeat(500) + ".json";

        UnusableZip unusable = refusal(with(name, JSON, e -> e.crc++).bytes(), READS_ALL);

        assertThat(unusable)
                .hasMessage("entry \"a\\u{1b}[2J\\u{202e}\\u{a}" + "x".repeat(53) + "…" + "x".repeat(15)
                        + ".json (512 characters)\" does not match its checksum");
    }

    /** Cut anywhere, a zip is refused, read in part never. */
    @Test
    void aZipThatLacksItsEndIsRefusedWhereverItIsCut() {
        byte[] zip = with("a.json", JSON)
                .and("b.json", ZipCorpus.noise(300), e -> {})
                .bytes();
        for (int length = 0; length < zip.length; length++) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertThat(refusal(cut, READS_ALL).reason()).isEqualTo(Reason.NOT_A_ZIP);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noBrokenByteEverCausesAnythingButARefusal(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> whole = odd().stream().map(odd -> odd.zip().get()).toList();
        for (int i = 0; i < 2000; i++) {
            byte[] zip = whole.get(random.nextInt(whole.size())).clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                zip[random.nextInt(zip.length)] = (byte) (random.nextBoolean() ? random.nextInt() : -random.nextInt(2));
            }
            try {
                ZipReader.read(zip, SMALL, READS_ALL);
            } catch (UnusableZip expected) {
                assertThat(expected.reason()).isNotNull();
            }
        }
    }

    @Nested
    class OfItsVisitor {

        private final byte[] good = with("a.json", JSON).bytes();
        private final byte[] corrupt = with("a.json", JSON, e -> e.crc++).bytes();

        @Test
        void theExceptionsPass() {
            assertThatExceptionOfType(FileNotFoundException.class)
                    .isThrownBy(() -> ZipReader.read(good, SMALL, (name, size, content) -> {
                        throw new FileNotFoundException("database gone");
                    }));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> ZipReader.read(good, SMALL, (name, size, content) -> {
                        throw new IllegalStateException("bug");
                    }));
        }

        @Test
        void aFaultOfTheZipIsTheZipsWhateverAReaderMadeOfIt() {
            UnusableZip wrapped = refusal(corrupt, (name, size, content) -> {
                try {
                    content.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException("JSON parser", e);
                }
            });
            UnusableZip swallowed = refusal(corrupt, (name, size, content) -> {
                try {
                    content.readAllBytes();
                } catch (IOException e) {
                    // a careless reader
                }
            });

            assertThat(List.of(wrapped.reason(), swallowed.reason())).containsOnly(Reason.CORRUPT);
        }

        @Test
        void anEntryReadInPartIsVerifiedToItsEnd() {
            UnusableZip unusable = refusal(corrupt, (name, size, content) -> {
                assertThat(content.read()).isEqualTo('{');
                content.close();
            });

            assertThat(unusable.reason()).isEqualTo(Reason.CORRUPT);
        }

        @Test
        void anEntryLeftAloneIsNotVerified() throws Exception {
            List<String> names = new ArrayList<>();
            ZipReader.read(corrupt, SMALL, (name, size, content) -> names.add(name));

            assertThat(names).containsExactly("a.json");
        }

        @Test
        void contentKeptBeyondTheVisitGivesNothing() throws Exception {
            List<InputStream> kept = new ArrayList<>();
            ZipReader.read(good, SMALL, (name, size, content) -> kept.add(content));

            assertThat(kept.get(0).readAllBytes()).isEmpty();
        }
    }

    @Nested
    class OfAFile {

        @TempDir
        private Path folder;

        @ParameterizedTest
        @ValueSource(ints = {10, 5 << 20})
        void smallAndLargeAreReadAlike(int size) throws Exception {
            byte[] content = ZipCorpus.noise(size);
            Path zip =
                    Files.write(folder.resolve("a.zip"), with("a.json", content).bytes());

            List<byte[]> read = new ArrayList<>();
            ZipReader.read(zip, SMALL, (name, declared, in) -> read.add(in.readAllBytes()));

            assertThat(read).containsExactly(content);
        }

        @Test
        void aLargeFileThatIsNoZipIsRefused() throws Exception {
            Path zip = Files.write(folder.resolve("a.zip"), ZipCorpus.noise(5 << 20));

            UnusableZip unusable = catchThrowableOfType(UnusableZip.class, () -> ZipReader.read(zip, SMALL, READS_ALL));

            assertThat(unusable.reason()).isEqualTo(Reason.NOT_A_ZIP);
        }

        @Test
        void oneThatIsNotThereIsNotTheZipsFault() {
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> ZipReader.read(folder.resolve("gone.zip"), SMALL, READS_ALL));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 8, 20})
        void aDiskThatFailsIsNotTheZipsFault(int readsThatWork) {
            byte[] zip = with("a.json", ZipCorpus.noise(100_000)).bytes();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> ZipReader.read(new FailingDisk(zip, readsThatWork), SMALL, READS_ALL))
                    .withMessage("Input/output error");
        }
    }

    /** Gives out after some reads, as a dying disk does. */
    private static final class FailingDisk extends SeekableInMemoryByteChannel {
        private int readsThatWork;

        FailingDisk(byte[] bytes, int readsThatWork) {
            super(bytes);
            this.readsThatWork = readsThatWork;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (readsThatWork-- <= 0) {
                throw new IOException("Input/output error");
            }
            return super.read(into);
        }
    }

    private static UnusableZip refusal(byte[] zip, EntryVisitor visitor) {
        UnusableZip unusable = catchThrowableOfType(UnusableZip.class, () -> ZipReader.read(zip, SMALL, visitor));
        assertThat(unusable).as("refused").isNotNull();
        return unusable;
    }

    private static List<String> names(byte[] zip) throws Exception {
        List<String> names = new ArrayList<>();
        ZipReader.read(zip, SMALL, (name, size, content) -> {
            names.add(name);
            READS_ALL.visit(name, size, content);
        });
        return names;
    }
}
