package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.PublishedJson.read;
import static dev.inferencemax.extractor.format.PublishedJson.v2;
import static dev.inferencemax.extractor.format.ReadingAssert.assertThatReading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing a file or a name may hold costs more than a bounded amount of memory and time. */
class BoundedReadingTest {

    private static final int MEGABYTE = 1 << 20;
    private static final String ROW = v2().json();

    @Test
    void aTextOf100MegabytesIsRefusedAfterAFractionOfIt() throws IOException {
        Endless file = new Endless("{\"image\":\"", "x", 100 * MEGABYTE);
        List<Reading> readings = new ArrayList<>();

        long bytes = allocated(() -> readAll(file, readings));

        assertThatReading(readings.get(0)).isRejected(RejectReason.NOT_JSON, "");
        assertThat(file.served).isLessThan(25L * MEGABYTE);
        assertThat(bytes).isLessThan(150L * MEGABYTE);
    }

    @Test
    void aKeyOf100MegabytesIsRefusedAfterAFractionOfIt() throws IOException {
        Endless file = new Endless("{\"", "k", 100 * MEGABYTE);
        List<Reading> readings = new ArrayList<>();

        long bytes = allocated(() -> readAll(file, readings));

        assertThatReading(readings.get(0)).isRejected(RejectReason.NOT_JSON, "");
        assertThat(bytes).isLessThan(5L * MEGABYTE);
    }

    @Test
    void aListOf100MegabytesInARecordIsReadAndLetGo() throws IOException {
        String end = "]," + PublishedJson.raw().json().substring(1);
        InputStream file = new SequenceInputStream(
                new Endless("{\"ttfts\":[0", ",0.123456789", 100 * MEGABYTE),
                new ByteArrayInputStream(end.getBytes(StandardCharsets.UTF_8)));
        List<Reading> readings = new ArrayList<>();

        new ResultFileReader()
                .read(
                        new ResultFileReader.Origin("70b_1k1k_tp8_conc64_h100-cw_1", null, "x.json"),
                        file,
                        readings::add);

        assertThat(readings).singleElement().isInstanceOf(Reading.Result.class);
    }

    @Test
    void recordsAreHandedOverAsTheyAreReadSoThatAFileMayBeOfAnyLength() {
        Endless file = new Endless("[" + ROW, "," + ROW, Integer.MAX_VALUE);
        List<Reading> readings = new ArrayList<>();

        assertThatThrownBy(() -> new ResultFileReader()
                        .read(new ResultFileReader.Origin("results_bmk", null, "agg_bmk.json"), file, reading -> {
                            readings.add(reading);
                            if (readings.size() == 3) {
                                throw new IllegalStateException("enough");
                            }
                        }))
                .hasMessage("enough");

        assertThat(readings).hasSize(3).allMatch(Reading.Result.class::isInstance);
        assertThat(file.served).isLessThan(MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e309", "1e999999999", "-1e2147483647", "1e99999999999999999999", "1E-999999999", "0e999999999"
            })
    void aNumberThatNoDoubleHoldsIsNoNumberAndCostsNoTime(String number) {
        assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(v2().withJson("tput_per_gpu", number).reading())
                    .isInstanceOfAny(Reading.Rejected.class, Reading.Result.class);
            Reading.Result result = (Reading.Result) v2().withJson("new_number", number)
                    .withJson("mean_ttft", number)
                    .withJson("recipe_fingerprint", number)
                    .withJson("router", "{\"version\":" + number + "}")
                    .reading();
            assertThat(result.result().metrics().extra().toString()).hasSizeLessThan(400);
            assertThat(String.valueOf(result.result().labels().recipeFingerprint()))
                    .hasSizeLessThan(400);
        });
    }

    @Test
    void ofTwoValuesUnderOneKeyTheLastCountsAsInPython() {
        Reading.Result result =
                (Reading.Result) read(ROW.replaceFirst("\\{", "{\"hw\":\"h100\",\"conc\":7,"), "results_bmk")
                        .get(0);
        Reading.Result once = (Reading.Result) read(ROW, "results_bmk").get(0);

        assertThat(result.result()).isEqualTo(once.result());
        assertThat(result.identity()).isEqualTo(once.identity());
    }

    @Test
    void oneKeyWithoutEndIsRejectedAndTheNextRecordRead() {
        List<Reading> readings = read("[{" + "\"a\":1,".repeat(200_000) + "\"b\":2}," + ROW + "]", "results_bmk");

        assertThatReading(readings.get(0)).isRejected(RejectReason.INVALID_FIELD, "more than any result");
        assertThat(readings.get(1)).isInstanceOf(Reading.Result.class);
    }

    @Test
    void halfASurrogatePairInBytesIsNotJson() {
        byte[] bytes = ROW.replace("lmsysorg", "\u0001\u0002\u0003").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 1) {
                bytes[i] = (byte) 0xED;
                bytes[i + 1] = (byte) 0xA0;
                bytes[i + 2] = (byte) 0x80;
            }
        }

        assertThatReading(read(bytes, "results_bmk", null, "x.json").get(0)).isRejected(RejectReason.NOT_JSON, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void otherUnicodeIsReadWithoutAMarkToo(String charset) {
        assertThat(read(ROW.getBytes(Charset.forName(charset)), "results_bmk", null, "x.json"))
                .singleElement()
                .isInstanceOf(Reading.Result.class);
    }

    static Stream<String> namesThatCouldBeReadInManyWays() {
        return Stream.of(
                        "fp8_",
                        "a_fp8_b_",
                        "_tp8_conc1",
                        "bmk_a_fp8_vllm_",
                        "a_fp8_vllm_tp8_ep1_",
                        "_fp4_dynamo-a_",
                        "1k1k_",
                        "-",
                        "_h100-a_1",
                        "h100-")
                .map(piece -> piece.repeat(1_000 / piece.length()))
                .flatMap(name -> Stream.of(name, ("bmk_" + name + "!").substring(0, Math.min(1_000, name.length()))));
    }

    @ParameterizedTest
    @MethodSource("namesThatCouldBeReadInManyWays")
    void aNameThatCouldBeReadInManyWaysCostsNoTime(String name) {
        assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(ArtifactKind.of(name)).isNotNull();
            ArtifactName.parse("agg_" + name);
            FileTail.of((name + "_gpus_1_ctx_").repeat(4));
        });
    }

    private static void readAll(InputStream file, List<Reading> readings) throws IOException {
        new ResultFileReader().read(new ResultFileReader.Origin("results_bmk", null, "x.json"), file, readings::add);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Bytes that this thread took from the heap, let go or not. */
    private static long allocated(Work work) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** A beginning and then the same again and again. */
    private static final class Endless extends InputStream {

        private final byte[] start;
        private final byte[] more;
        private final long length;
        private long served;

        Endless(String start, String more, long length) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.more = more.getBytes(StandardCharsets.UTF_8);
            this.length = this.start.length + length / this.more.length * this.more.length;
        }

        @Override
        public int read() {
            if (served == length) {
                return -1;
            }
            return at(served++);
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            int n = (int) Math.min(count, length - served);
            for (int i = 0; i < n; i++) {
                bytes[offset + i] = at(served++);
            }
            return n == 0 && count > 0 ? -1 : n;
        }

        private byte at(long place) {
            return place < start.length ? start[(int) place] : more[(int) ((place - start.length) % more.length)];
        }
    }
}
