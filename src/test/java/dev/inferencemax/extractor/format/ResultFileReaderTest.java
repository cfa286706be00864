package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.PublishedJson.read;
import static dev.inferencemax.extractor.format.PublishedJson.v2;
import static dev.inferencemax.extractor.format.ReadingAssert.assertThatReading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is made of, however odd. */
class ResultFileReaderTest {

    private static final String ROW = v2().json();
    private static final String RUN_STATS = "{\"h100\":{\"n_success\":3,\"total\":4}}";
    private static final String EVAL =
            "{\"hw\":\"H100\",\"conc\":4,\"tp\":8,\"model\":\"m\",\"framework\":\"vllm\",\"task\":\"gsm8k\",\"score\":0.9}";

    @Test
    void anAggregateIsReadThroughNestedListsAndForeignObjects() {
        List<Reading> readings =
                read("[%s,%s,[%s,[],[%s]],null,3,\"x\",%s]".formatted(ROW, RUN_STATS, ROW, EVAL, ROW), "results_all");

        assertThat(readings).extracting(Reading::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(readings)
                .extracting(reading -> reading.getClass().getSimpleName())
                .containsExactly(
                        "Result",
                        "NotAResult",
                        "Result",
                        "NotAResult",
                        "NotAResult",
                        "NotAResult",
                        "NotAResult",
                        "Result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[],[]]", " [ ] "})
    void anEmptyListIsNormal(String json) {
        assertThat(read(json, "results_bmk")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "17", RUN_STATS, EVAL, "{\"base_ref\":\"a\",\"entries\":[]}"})
    void whatIsNoResultIsOneReadingThatSaysSo(String json) {
        assertThat(read(json, "results_all")).containsExactly(new Reading.NotAResult(0));
        assertThat(read(json, "bmk_x")).containsExactly(new Reading.NotAResult(0));
    }

    @Test
    void goodRecordsBeforeAFaultStayGood() {
        List<Reading> readings = read("[%s,%s,{\"hw\":".formatted(ROW, ROW), "results_bmk");

        assertThat(readings).hasSize(3);
        assertThat(readings.subList(0, 2)).allMatch(Reading.Result.class::isInstance);
        assertThatReading(readings.get(2)).isRejected(RejectReason.NOT_JSON, "line 1, column");
        assertThat(readings.get(2).index()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "<html>", "{", "[", "[1,", "{\"a\":}", "{} {}", "[] x", "nul", "]", "{\"a\":01}"})
    void whatIsNotJsonIsRejectedOnce(String json) {
        List<Reading> readings = read(json, "results_bmk");

        assertThat(readings).filteredOn(Reading.Rejected.class::isInstance).hasSize(1);
        assertThatReading(readings.get(readings.size() - 1)).isRejected(RejectReason.NOT_JSON, "");
    }

    @Test
    void nestingWithoutEndIsNotJson() {
        assertThatReading(read("[".repeat(100_000), "results_bmk").get(0)).isRejected(RejectReason.NOT_JSON, "depth");
        assertThatReading(read("{\"a\":".repeat(100_000), "results_bmk").get(0))
                .isRejected(RejectReason.NOT_JSON, "depth");
    }

    @Test
    void anEndlessNumberIsNotJson() {
        assertThatReading(
                        read("{\"a\":" + "9".repeat(1_001) + "}", "results_bmk").get(0))
                .isRejected(RejectReason.NOT_JSON, "1000");
    }

    @Test
    void anEndlessTextIsNotJson() {
        assertThatReading(read("{\"a\":\"" + "x".repeat(20_000_001) + "\"}", "results_bmk")
                        .get(0))
                .isRejected(RejectReason.NOT_JSON, "20000000");
    }

    @Test
    void aRecordOfMoreValuesThanAnyResultHasIsRejectedAndTheNextOneRead() {
        String endless =
                IntStream.range(0, 150_000).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));

        List<Reading> readings =
                read("[{%s},{\"a\":\"%s\"},%s]".formatted(endless, "x".repeat(10_000_000), ROW), "results_bmk");

        assertThatReading(readings.get(0)).isRejected(RejectReason.INVALID_FIELD, "more than any result");
        assertThatReading(readings.get(1)).isRejected(RejectReason.INVALID_FIELD, "more than any result");
        assertThat(readings.get(2)).isInstanceOf(Reading.Result.class);
    }

    @Test
    void theLongListsOfARawReportCostNoMemoryButCountInItsIdentity() {
        String list = "[" + "0.25,".repeat(900) + "0.5]";
        String lists = "[" + (list + ",").repeat(2_000) + "[0.5]]";
        PublishedJson raw = PublishedJson.raw().inArtifact("70b_1k1k_tp8_conc64_h100-cw_1");

        Reading.Result one = (Reading.Result) raw.withJson("itls", lists).reading();
        Reading.Result other = (Reading.Result)
                raw.withJson("itls", lists.replace("[0.5]]", "[0.75]]")).reading();

        assertThat(one.result().metrics()).isEqualTo(other.result().metrics());
        assertThat(one.identity()).isNotEqualTo(other.identity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
    void aByteOrderMarkIsNoFault(String charset) {
        byte[] bytes = ("\uFEFF" + ROW).getBytes(Charset.forName(charset));

        assertThat(read(bytes, "results_bmk", null, "x.json")).singleElement().isInstanceOf(Reading.Result.class);
    }

    @Test
    void bytesThatAreNoTextAreNotJson() {
        byte[] bytes = ROW.replace("lmsysorg", "\u00e9").getBytes(StandardCharsets.ISO_8859_1);

        assertThatReading(read(bytes, "results_bmk", null, "x.json").get(0)).isRejected(RejectReason.NOT_JSON, "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32BE", "UTF-32LE"})
    void bytesThatBeginAsUtf32AndAreNoneAreNotJson(String charset) {
        byte[] bytes = Arrays.copyOf(ROW.getBytes(Charset.forName(charset)), 50);
        Arrays.fill(bytes, 40, 44, (byte) 0x77);

        assertThatReading(read(bytes, "results_bmk", null, "x.json").get(0))
                .isRejected(RejectReason.NOT_JSON, "UTF-32");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void bytesInAnOrderThatNobodyWritesAreNotJson(int place) {
        byte[] bytes = new byte[8];
        bytes[place] = '{';

        assertThatReading(read(bytes, "results_bmk", null, "x.json").get(0)).isRejected(RejectReason.NOT_JSON, "UCS-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800"})
    void textThatNoDatabaseTakesIsRejected(String text) {
        assertThatReading(v2().withJson("image", '"' + text + '"').inArtifact("results_bmk"))
                .isRejected(RejectReason.INVALID_FIELD, "image");
    }

    @Test
    void aKeyThatNoDatabaseTakesIsRejectedToo() {
        assertThatReading(read(ROW.replace("{\"hw\"", "{\"a\\u0000b\":1,\"hw\""), "results_bmk")
                        .get(0))
                .isRejected(RejectReason.INVALID_FIELD, "a key");
        assertThat(read("{\"a\\u0000b\":1}", "results_bmk")).containsExactly(new Reading.NotAResult(0));
        assertThatReading(read("{\"a\\ud800b\":1}", "results_bmk").get(0)).isRejected(RejectReason.NOT_JSON, "");
    }

    @Test
    void aRejectionShowsNoMoreThanTheStartOfAValueAndOnlyPrintableCharacters() {
        assertThatReading(v2().with("image", "y".repeat(5_000)).inArtifact("results_bmk"))
                .isRejected(RejectReason.INVALID_FIELD, "y…");
        assertThatReading(
                        v2().withJson("tput_per_gpu", "\"a\\u0000\\ud800\\n\"").inArtifact("results_bmk"))
                .isRejected(RejectReason.INVALID_FIELD, "\"a???\"");
    }

    @Test
    void aStreamThatFailsIsNoFaultOfTheJson() {
        InputStream failing = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read() throws IOException {
                throw new IOException("checksum differs");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("checksum differs");
            }
        };
        InputStream json =
                new SequenceInputStream(new ByteArrayInputStream("[1,".getBytes(StandardCharsets.UTF_8)), failing);

        assertThatThrownBy(() -> new ResultFileReader()
                        .read(new ResultFileReader.Origin("results_bmk", null, "x.json"), json, reading -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("checksum differs");
    }

    @Test
    void theStreamIsLeftOpen() throws IOException {
        boolean[] closed = {false};
        InputStream json = new ByteArrayInputStream(ROW.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        new ResultFileReader().read(new ResultFileReader.Origin("results_bmk", null, "x.json"), json, reading -> {});

        assertThat(closed[0]).isFalse();
    }

    /** A law: bytes cut, changed or doubled anywhere give readings and never an exception. */
    @Test
    void noInputMakesTheReaderThrow() {
        List<String> seeds = List.of(
                ROW,
                PublishedJson.agenticNested().json(),
                PublishedJson.raw().json(),
                "[" + ROW + "," + PublishedJson.m2().json() + "," + EVAL + "]");
        List<String> names = List.of(
                "results_all",
                "bmk_x",
                "70b_1k1k_tp8_conc64_h100-cw_1",
                "dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0");
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) "{}[],:\"0-eN.\\tu \u00ff".charAt(random.nextInt(17));
            }
            String name = names.get(random.nextInt(names.size()));
            try {
                assertThat(read(bytes, name, "test.yml", "x_isl_1_osl_2_gpus_3.json"))
                        .as("seed " + seed)
                        .isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
    }
}
