package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.PublishedJson.g4br;
import static dev.inferencemax.extractor.format.PublishedJson.m2;
import static dev.inferencemax.extractor.format.PublishedJson.v2;
import static dev.inferencemax.extractor.format.PublishedJson.v2Multinode;
import static dev.inferencemax.extractor.format.ReadingAssert.assertThatReading;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is one measurement, and what is one configuration. */
class IdentityTest {

    // measurements: same keys and values

    @Test
    void aRecordIsTheSameWhateverItsKeyOrderWhiteSpaceAndWayOfWritingNumbers() {
        assertThat(Stream.of(
                                "{\"hw\":\"a\",\"conc\":1,\"tput_per_gpu\":100,\"r\":{\"x\":[1,{\"y\":2,\"z\":3}],\"w\":null}}",
                                "{ \"tput_per_gpu\" : 1e2,\n\"hw\":\"\\u0061\",\"conc\":1.0,\"r\":{\"w\":null,\"x\":[1.0,{\"z\":3,\"y\":20e-1}]}}")
                        .map(IdentityTest::measurement)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void ofDuplicateKeysTheLastCounts() {
        assertThat(measurement("{\"hw\":\"a\",\"conc\":7,\"conc\":1,\"tput_per_gpu\":1}"))
                .isEqualTo(measurement("{\"hw\":\"a\",\"conc\":1,\"tput_per_gpu\":1}"));
    }

    @Test
    void recordsThatDifferAnywhereAreDifferent() {
        String row = "{\"hw\":\"a\",\"conc\":1,\"tput_per_gpu\":1,\"x\":%s}";

        assertThat(Stream.of(
                                "1",
                                "\"1\"",
                                "true",
                                "false",
                                "null",
                                "[]",
                                "{}",
                                "[1]",
                                "[[1]]",
                                "[1,1]",
                                "\"\"",
                                "\"n\"",
                                "NaN",
                                "\"NaN\"",
                                "Infinity",
                                "-1",
                                "0.1",
                                "10",
                                "{\"a\":1}",
                                "{\"b\":1}",
                                "{\"a\":{\"b\":1}}",
                                "\"\\ud800\"",
                                "\"\\udfff\"",
                                "\"?\"",
                                "\"\u00e9\"",
                                "\"" + "y".repeat(3_000) + "\"")
                        .map(row::formatted)
                        .map(IdentityTest::measurement))
                .doesNotHaveDuplicates();
    }

    @Test
    void namesAreNoPartOfAMeasurement() {
        assertThat(identity(v2().inArtifact("results_bmk")))
                .isEqualTo(identity(v2().inArtifact("bmk_dsr1_8k1k_fp8_sglang_tp8_ep1_dpa_false_conc16_h200-nb_1")));
    }

    // configurations: same choices

    @Test
    void aRowOfOctoberMeetsTheOneOfDecember() {
        assertThat(key(g4br().inArtifact("dsr1_1k1k_fp8_sglang_tp8_conc16_h200-nb_0")))
                .isEqualTo(key(v2().inArtifact("bmk_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc16_h200-cw_1")))
                .isEqualTo(
                        key(v2().with("hw", "h200-trt").with("image", "other").inArtifact("results_bmk")));
    }

    @Test
    void sizesThatWereNotPublishedYetWereOne() {
        assertThat(key(v2().inArtifact("results_bmk")))
                .isEqualTo(key(v2().with("pp", 1)
                        .with("dcp_size", 1)
                        .with("pcp_size", 1)
                        .inArtifact("results_bmk")));
        assertThat(key(v2Multinode().inArtifact("results_bmk")))
                .isEqualTo(key(v2Multinode().with("decode_pp", 1).inArtifact("results_bmk")));
    }

    @Test
    void framworksMeetUnderTheirAliasesAndFourBitFormatsAsOne() {
        assertThat(key(v2Multinode().with("framework", "dynamo-trtllm").inArtifact("results_bmk")))
                .isEqualTo(key(v2Multinode().inArtifact("results_bmk")));
        assertThat(Stream.of("fp4", "nvfp4", "mxfp4", "FP4")
                        .map(precision -> key(v2().with("precision", precision).inArtifact("results_bmk")))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void whatIsUnknownIsAConfigurationOfItsOwn() {
        assertThat(key(v2().without("ep").inArtifact("results_bmk"))).isNotEqualTo(key(v2().inArtifact("results_bmk")));
        assertThat(key(v2().with("dp_attention", "").inArtifact("results_bmk")))
                .isNotEqualTo(key(v2().inArtifact("results_bmk")));
    }

    @Test
    void speculationTellsConfigurationsApart() {
        assertThat(key(m2().with("mtp", "on").inArtifact("results_dsr1_1k1k")))
                .isNotEqualTo(key(m2().with("mtp", "off").inArtifact("results_dsr1_1k1k")));
    }

    @Test
    void everythingChosenTellsConfigurationsApart() {
        List<PublishedJson> different = List.of(
                v2(),
                v2().with("hw", "h100"),
                v2().with("infmax_model_prefix", "gptoss"),
                v2().with("framework", "vllm"),
                v2().without("framework"),
                v2().with("precision", "fp4"),
                v2().with("spec_decoding", "mtp"),
                v2().with("disagg", true),
                v2().with("isl", 8192),
                v2().with("osl", 8192),
                v2().without("osl"),
                v2().with("conc", 32),
                v2().with("tp", 4),
                v2().with("pp", 2),
                v2().with("dcp_size", 2),
                v2().with("pcp_size", 2),
                v2().with("ep", 8),
                v2().with("dp_attention", "true"),
                v2().with("kv_offloading", "dram"),
                v2Multinode(),
                v2Multinode().with("disagg", false),
                v2Multinode().with("prefill_tp", 8),
                v2Multinode().with("prefill_num_workers", 6),
                v2Multinode().with("decode_pp", 2),
                v2Multinode().with("num_prefill_gpu", 16),
                v2Multinode().with("num_decode_gpu", 16),
                v2Multinode().with("prefill_hw", "h100"),
                v2Multinode().with("decode_hw", "h100"),
                PublishedJson.agenticNested(),
                PublishedJson.agenticNested().with("kv_offloading", "none"));

        assertThat(different.stream().map(row -> key(row.inArtifact("results_bmk"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void offloadingThatIsNotMentionedIsNone() {
        assertThat(key(v2().with("kv_offloading", "none").inArtifact("results_bmk")))
                .isEqualTo(key(v2().inArtifact("results_bmk")));
    }

    /** Stored in databases: another key here is a migration, not a detail. */
    @Test
    void theKeyNeverChanges() {
        assertThat(key(v2().inArtifact("results_bmk"))).hasToString("abe3a7db-6253-11da-229e-a4fdf26834e8");
        assertThat(measurement("{\"hw\":\"a\",\"conc\":1,\"tput_per_gpu\":1.50}"))
                .hasToString("0fcdface-541d-e2be-a01c-ca5b128bee19");
    }

    // the key of the Python script

    @Test
    void theKeyOfThePythonScriptHoldsRawValues() {
        assertThat(scriptKey(v2().with("hw", "b200-trt").with("conc", 16.0)))
                .isEqualTo("[\"b200-trt\",\"sglang\",\"fp8\",1024,1024,8,1,16,\"none\",false,\"false\"]");
        assertThat(scriptKey(PublishedJson.g2())).isEqualTo("[\"h200\",null,null,null,null,8,null,16,null,null,null]");
    }

    private static String scriptKey(PublishedJson row) {
        return assertThatReading(row.inArtifact("results_bmk"))
                .result()
                .result()
                .labels()
                .currentScriptKey();
    }

    private static UUID key(PublishedJson row) {
        return assertThatReading(row).result().result().configuration().key();
    }

    private static UUID identity(PublishedJson row) {
        return assertThatReading(row).result().identity();
    }

    private static UUID measurement(String json) {
        return assertThatReading(PublishedJson.read(json, "results_bmk").get(0))
                .result()
                .identity();
    }
}
