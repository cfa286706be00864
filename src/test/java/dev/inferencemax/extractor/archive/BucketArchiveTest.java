package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.inferencemax.extractor.objectstore.StoreTrouble;
import dev.inferencemax.extractor.objectstore.TestStores;
import dev.inferencemax.extractor.sample.SampleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BucketArchiveTest extends RawArchiveContract {

    private static final String BUCKET = "benchmarks";
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private static SampleStore store;

    private BucketArchive archive;
    private String prefix;

    @BeforeAll
    static void startAStore() {
        store = SampleStore.start();
        store.make(BUCKET);
        store.properties().forEach(System::setProperty);
    }

    @AfterAll
    static void endIt() {
        store.properties().keySet().forEach(System::clearProperty);
        store.close();
    }

    @Override
    RawArchive open() {
        prefix = "a/raw" + PREFIXES.incrementAndGet();
        archive = new BucketArchive(
                TestStores.at("--raw-dir", "s3://" + BUCKET + "/" + prefix), folder.resolve("spools"));
        store.asked();
        return archive;
    }

    @AfterEach
    void forgetFaults() {
        store.behaves();
    }

    @Override
    byte[] seen(String file) {
        return store.object(BUCKET, prefix + "/" + file).orElse(null);
    }

    @Override
    void bend(String file, byte[] bytes) {
        store.put(BUCKET, prefix + "/" + file, bytes);
    }

    @Override
    List<String> aside() throws IOException {
        Path aside = folder.resolve("spools/.part");
        if (!Files.exists(aside)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(aside)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void whetherAFileIsAsStatedIsKnownWithoutItsBytes() throws Exception {
        keep(FILE, BYTES);
        store.asked();

        assertThat(archive.holds(FILE, (long) BYTES.length, stated(BYTES))).isTrue();

        assertThat(store.asked()).containsExactly("HEAD /" + BUCKET + "/" + prefix + "/" + FILE);
    }

    @Test
    void theSameDescriptionAgainIsNotPut() {
        archive.keep(7, "run.json", BYTES);
        store.asked();

        archive.keep(7, "run.json", BYTES);

        assertThat(store.asked()).noneMatch(request -> request.startsWith("PUT"));
    }

    @Test
    void manyFilesAndRunsAreListedPageByPage() throws Exception {
        for (int i = 1; i <= 12; i++) {
            bend("run_" + i + "/a.zip", BYTES);
            bend("run_7/a" + i + ".zip", BYTES);
        }
        store.listsInPagesOf(5);
        store.asked();

        assertThat(archive.filesOf(7)).hasSize(13).contains("run_7/a.zip", "run_7/a1.zip", "run_7/a12.zip");

        assertThat(store.asked()).hasSize(3).allMatch(request -> request.startsWith("GET /" + BUCKET + "?"));
        assertThat(archive.runs().map(ArchivedRun::runId))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void bytesThatWereBentOnTheirWayAreReadAgain() throws Exception {
        keep(FILE, BYTES);
        store.bends(2);

        assertThat(archive.content(FILE)).hasValue(BYTES);
        assertThat(aside()).isEmpty();
    }

    @Test
    void bytesThatAreBentInTheStoreAreACorruptZip() throws Exception {
        archive.keepZip(FILE, List.of(LooseFile.of("a.json", BYTES)), "");
        store.bends(3);

        assertThatExceptionOfType(UnusableZip.class)
                .isThrownBy(() -> archive.readZip(FILE, Limits.ordinary(), (name, size, content) -> {}))
                .withMessage("s3://" + BUCKET + "/" + prefix + "/" + FILE + " comes with other bytes than were put")
                .satisfies(zip -> assertThat(zip.reason()).isEqualTo(UnusableZip.Reason.CORRUPT));
    }

    @Test
    void aFaultOfTheStoreIsTriedAgainAndThenNamesBucketEndpointAndRemedy() {
        store.answersWith(500, "InternalError", request -> request.startsWith("PUT"));

        assertThatExceptionOfType(StoreTrouble.class)
                .isThrownBy(() -> keep(FILE, BYTES))
                .withMessage("--raw-dir=s3://" + BUCKET + "/" + prefix
                        + ": the store answers with a fault again and again (" + store.endpoint()
                        + ": 500 InternalError). Run the same command again later.");

        assertThat(store.asked()).hasSize(3);
        assertThat(seen(FILE)).isNull();
    }
}
