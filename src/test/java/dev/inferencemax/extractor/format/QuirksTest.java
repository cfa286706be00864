package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.PublishedJson.agenticFlat;
import static dev.inferencemax.extractor.format.PublishedJson.g2;
import static dev.inferencemax.extractor.format.PublishedJson.g4a;
import static dev.inferencemax.extractor.format.PublishedJson.g4br;
import static dev.inferencemax.extractor.format.PublishedJson.m2;
import static dev.inferencemax.extractor.format.PublishedJson.raw;
import static dev.inferencemax.extractor.format.PublishedJson.v2;
import static dev.inferencemax.extractor.format.PublishedJson.v2Multinode;
import static dev.inferencemax.extractor.format.ReadingAssert.assertThatReading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What breaks naive parsers, by its number in the atlas (section 12). Those that concern whole runs, 10, 12, 13, 16, 24
 * to 27 and 30, are seen in {@code EveryFormatTest} as the dataset shows them.
 */
class QuirksTest {

    private static final String AGGREGATE = "results_bmk";

    @ParameterizedTest
    @CsvSource({
        "70b_1k1k_fp8_vllm_tp2_conc4_h100-cw_1, 70b, 1024",
        "bmk_qwen3.5_8k1k_bf16_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_mi355x-amds_02, qwen3.5, 8192",
        "bmk_dsr1-fp8_1k8k_fp8_sglang_tp8_ep1_dpa_false_conc16_h200-nb_0, dsr1, 1024",
        "dsr1_test_1024_8192_fp8_sglang_tp8_ep1_conc16_h200-nb_0, dsr1, 1024",
        "bmk_agentic_dsr1_tp8_conc16_offloadnone_fp8_sglang_tp4-ep1-dpafalse_disagg-false_spec-none_conc32_h200-nb_0, dsr1,",
    })
    void quirk01ANameIsNotSplitAtItsUnderscores(String text, String model, Integer isl) {
        ArtifactName name = ArtifactName.parse(text).orElseThrow();

        assertThat(name.experiment().model()).isEqualTo(model);
        assertThat(name.experiment().isl()).isEqualTo(isl);
        if (name.agentic()) {
            assertThat(name.parallelism().tp()).isEqualTo(4);
            assertThat(name.concurrencies()).containsExactly(32);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "70b_1k1k_trt_fp8_tp2_conc4_b200-nv_0, trt, fp8",
        "70b_1k1k_fp8_trt_tp2_conc4_b200-nv_0, trt, fp8",
        "dsr1_1k1k_fp4_ptp4pep4_dtp32dep32_dynamo-trt_specdec-none_conc4_gb200-nv_0, dynamo-trt, fp4",
    })
    void quirk02FrameworkAndPrecisionChangePlacesAndMoveBehindTheRoles(
            String text, String framework, String precision) {
        ArtifactName name = ArtifactName.parse(text).orElseThrow();

        assertThat(name.framework()).isEqualTo(framework);
        assertThat(name.precision()).isEqualTo(precision);
        assertThat(name.exp()).doesNotContain("trt", "fp");
    }

    @Test
    void quirk03TheWorkflowThatCalledEveryModelAndLengthDsr1_1k1kIsNotBelieved() {
        assertThatReading(g4br().with("model", "openai/gpt-oss-120b")
                        .inArtifact("dsr1_1k1k_fp4_vllm_tp8_ep1_conc16_h200-nb_0")
                        .ofWorkflow("test.yml"))
                .has("model", "gptoss")
                .hasNo("isl", "osl")
                .isFlagged("exp_untrusted");
        assertThatReading(g4br().inArtifact("dsr1_test_1024_8192_fp8_sglang_tp8_ep1_conc16_h200-nb_0")
                        .ofWorkflow("test.yml"))
                .has("isl", "1024")
                .has("osl", "8192")
                .isNotFlagged("exp_untrusted");
    }

    @Test
    void quirk04MultinodeGptOssUnderTheNameOfDsr1IsGptOss() {
        assertThatReading(v2Multinode()
                        .with("infmax_model_prefix", "gptoss")
                        .with("model", "/mnt/lustre01/models/gpt-oss-120b")
                        .inArtifact("dsr1_1k1k_fp8_ptp4pep4_dtp32dep32_dynamo-trt_specdec-none_conc16_gb200-nv_0"))
                .has("model", "gptoss")
                .isFlagged("name_json_conflict:model");
    }

    @Test
    void quirk05ATestNameHasNoLengthsAndOnlyTheTestsOfRunnersAreKnownToHaveRun1024() {
        PublishedJson row = g4a().inArtifact("dsr1_test_fp8_sglang_tp8_conc16_h200-nb_0");

        assertThatReading(row.ofWorkflow("runner-sweep-test.yml"))
                .has("isl", "1024")
                .has("osl", "1024")
                .isFlagged("isl_osl_from_workflow");
        assertThatReading(row.ofWorkflow("full-sweep-test.yml")).hasNo("isl", "osl");
    }

    @ParameterizedTest
    @CsvSource({
        "h100-cw_1, h100",
        "mi355x-amd_0, mi355x",
        "cluster:b200-dgxc, b200",
        "H200, h200",
        "b200-trt, b200",
        "gb300-nv, gb300",
        "rtx6000pro-lat, rtx6000pro",
        "mi325x-disagg, mi325x",
    })
    void quirk06HwIsALabelAMachineAClusterOrInCapitals(String hw, String gpu) {
        assertThatReading(v2().with("hw", hw).inArtifact(AGGREGATE))
                .has("gpu", gpu)
                .has("hw", hw);
    }

    @Test
    void quirk07BeforeDecemberTpOfGb200IsTheNumberOfGpusAndEpAndDpAttentionAreConstants() {
        assertThatReading(m2().with("tp", 36)
                        .with("ep", 1)
                        .with("dp_attention", "false")
                        .inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0")
                        .inFile("agg_x_isl_1024_osl_1024_concurrency_512_req_rate_inf_gpus_36_ctx_4_gen_32.json"))
                .has("num_gpus", "36")
                .has("num_prefill_gpu", "4")
                .has("num_decode_gpu", "32")
                .hasNo("tp", "ep", "dp_attention")
                .isFlagged("tp_is_gpu_count");
    }

    @Test
    void quirk08SpeculationBeforeDecemberIsOnlyInMtpOrTheNameAndTellsConfigurationsApart() {
        assertThatReading(m2().with("mtp", "on").inArtifact("results_dsr1_1k1k"))
                .has("spec_decoding", "mtp");
        assertThatReading(m2().with("mtp", "off").inArtifact("results_dsr1_1k1k"))
                .has("spec_decoding", "none");
        assertThatReading(m2().without("mtp").inArtifact("dsr1_multinode_1k1k_mtp_on_fp4_dynamo-trtllm_gb200-nv_0"))
                .has("spec_decoding", "mtp");
        assertThat(key(m2().with("mtp", "on"))).isNotEqualTo(key(m2().with("mtp", "off")));
    }

    @Test
    void quirk09MultinodeRowsWithoutTpAndEpDoNotCollapse() {
        assertThat(Stream.of(
                                v2Multinode(),
                                v2Multinode().with("prefill_tp", 8),
                                v2Multinode().with("decode_ep", 8),
                                v2Multinode().with("decode_dp_attention", "false"),
                                v2Multinode().with("prefill_num_workers", 6),
                                v2Multinode().with("num_decode_gpu", 16))
                        .map(QuirksTest::key))
                .doesNotHaveDuplicates();
    }

    @Test
    void quirk10TheTailOfAFileThatEndsInJsonTwiceIsReadFromItsLastPart() {
        assertThatReading(m2().inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0")
                        .inFile("agg_x_ctx1_gen4_tep8_batch32_eplb0_mtp3_conc4_gpusresults_concurrency_4_gpus_12_ctx_8"
                                + "_gen_4.json.json"))
                .has("num_prefill_gpu", "8")
                .has("num_decode_gpu", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void quirk11BareTokensThatAreNoJsonNumbersAreReadAndLeaveTheCellEmpty(String token) {
        assertThatReading(v2().withJson("std_itl", token).inArtifact(AGGREGATE))
                .has("tput_per_gpu", "812.5")
                .hasNo("std_itl")
                .isFlagged("not_finite:std_itl");
    }

    @Test
    void quirk14WhatANameHasNoPieceForComesFromTheRecord() {
        assertThatReading(v2().with("spec_decoding", "mtp")
                        .inArtifact("bmk_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc16_h200-nb_0"))
                .has("spec_decoding", "mtp")
                .isFlaggedOnly();
        assertThatReading(
                        g4br().with("dp_attention", "true").inArtifact("dsr1_1k1k_fp8_sglang_tp8_ep1_conc16_h200-nb_0"))
                .has("dp_attention", "true")
                .isFlaggedOnly("isl_osl_from_name");
    }

    @Test
    void quirk15TheKeyHoldsEverythingChosenAndNothingElse() {
        List<PublishedJson> others = List.of(
                v2().with("hw", "h100"),
                v2().with("framework", "vllm"),
                v2().with("precision", "bf16"),
                v2().with("spec_decoding", "mtp"),
                v2().with("disagg", true),
                v2().with("isl", 8192),
                v2().with("osl", 8192),
                v2().with("conc", 32),
                v2().with("tp", 4),
                v2().with("pp", 2),
                v2().with("dcp_size", 2),
                v2().with("pcp_size", 2),
                v2().with("ep", 8),
                v2().with("dp_attention", "true"),
                v2().with("kv_offloading", "dram"),
                v2Multinode().with("prefill_hw", "gb300").with("decode_hw", "gb200"),
                agenticFlat());
        List<PublishedJson> same = List.of(
                v2().with("image", "another/image:v2"),
                v2().with("recipe_fingerprint", "9f3c"),
                v2().with("model", "nvidia/DeepSeek-R1-0528-FP4"),
                v2().with("hw", "h200-trt"),
                v2().with("tput_per_gpu", 1));

        assertThat(Stream.concat(Stream.of(v2()), others.stream()).map(QuirksTest::key))
                .doesNotHaveDuplicates();
        assertThat(same).allSatisfy(row -> assertThat(key(row)).isEqualTo(key(v2())));
    }

    @Test
    void quirk17AnAggregateOfEverythingHoldsListsInListsAndForeignObjects() {
        String json = "[%s,[%s,[%s]],{\"h100\":{\"n_success\":4,\"total\":4}},{\"task\":\"gsm8k\",\"hw\":\"H100\","
                        .formatted(v2().json(), g4a().json(), m2().json())
                + "\"conc\":4,\"tp\":8,\"ep\":1,\"model\":\"m\",\"em_strict\":0.9},%s,null,7,{}]"
                        .formatted(raw().json());

        List<Reading> readings = PublishedJson.read(json, "results_all");

        assertThat(readings.subList(0, 3)).allMatch(Reading.Result.class::isInstance);
        assertThat(readings.subList(3, readings.size())).hasSize(6).allMatch(Reading.NotAResult.class::isInstance);
        assertThat(PublishedJson.read("[]", "results_all")).isEmpty();
    }

    @Test
    void quirk18KeysWithADotOrAColonAreKeysAndNoPaths() {
        assertThatReading(v2().with("p99.9_ttft", 1.25)
                        .with("p99.9_qps", 3)
                        .withJson("p99", "{\"9_ttft\":7}")
                        .inArtifact(AGGREGATE))
                .has("p99.9_ttft", "1.25")
                .has("extra_metrics", "{\"p99.9_qps\":3,\"p99.9_ttft\":7}");
        assertThatReading(raw().without("num_prompts")
                        .without("duration")
                        .without("output_throughput")
                        .inArtifact("70b_1k1k_tp8_conc64_h100-cw_1"))
                .has("extra_metrics", "{\"request_goodput:\":1.25,\"total_token_throughput\":1600.5}");
    }

    @ParameterizedTest
    @CsvSource({
        "/mnt/lustre01/models/deepseek-r1-0528, dsr1",
        "/models/DeepSeek-R1, dsr1",
        "nvidia/DeepSeek-R1-0528-FP4-V2, dsr1",
        "nvidia/DeepSeek-R1-0528-FP4-v2, dsr1",
        "deepseek-r1-fp4, dsr1",
        "openai/gpt-oss-120B, gptoss",
        "/mnt/lustre01/models/gpt-oss-120b, gptoss",
    })
    void quirk19TheModelIdIsAPathOrDiffersInCaseAndIsOfOneFamily(String id, String family) {
        assertThatReading(g4a().with("model", id).inArtifact("results_all"))
                .has("model", family)
                .has("model_id", id);
    }

    @Test
    void quirk20AnImageWithAHashIsKeptAsItWasPublished() {
        String image = "nvcr.io#nvidia/ai-dynamo/tensorrtllm-runtime:0.7.0";

        assertThatReading(v2().with("image", image).inArtifact(AGGREGATE)).has("image", image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12e4", "0012", "1234567890123456", "1E400"})
    void quirk21AFingerprintThatLooksLikeANumberStaysText(String fingerprint) {
        assertThatReading(v2().with("recipe_fingerprint", fingerprint).inArtifact(AGGREGATE))
                .has("recipe_fingerprint", fingerprint)
                .hasNo("extra_metrics")
                .isFlaggedOnly();
    }

    @Test
    void quirk22TheConcurrenciesOfAMultinodeNameAreAListAndEachFileStatesItsOwn() {
        String name = "bmk_dsr1_1k1k_fp8_ptp4pep4_dtp32dep32_dynamo-trt_specdec-none_conc128x269_gb200-nv_0";

        assertThat(ArtifactName.parse(name).orElseThrow().concurrencies()).containsExactly(128, 269);
        assertThatReading(v2Multinode().with("conc", 269).inArtifact(name))
                .has("conc", "269")
                .isFlaggedOnly();
        assertThatReading(v2Multinode().with("conc", 4).inArtifact(name))
                .has("conc", "4")
                .isFlagged("name_json_conflict:conc");
    }

    @Test
    void quirk23EmptyPiecesOfANameSayNothing() {
        ArtifactName one = ArtifactName.parse("bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpa_disagg-_spec-_conc16_h200-nb_0")
                .orElseThrow();
        ArtifactName two = ArtifactName.parse(
                        "bmk_dsr1_1k1k_fp8_dynamo-trt_prefill-tp4-pp-dcp-pcp-ep4-dp-nw2_decode-tp8-pp"
                                + "-dcp-pcp-ep8-dp-nw1_disagg-true_spec-_conc4_gb200-nv_0")
                .orElseThrow();

        assertThat(one.parallelism().dpAttention()).isNull();
        assertThat(one.disagg()).isNull();
        assertThat(one.specDecoding()).isNull();
        assertThat(two.prefill().parallelism().pp()).isNull();
        assertThat(two.decode().parallelism().dpAttention()).isNull();
        assertThat(ArtifactName.parse("dsr1_1k1k_fp8_sglang_tp8_ep1_dpa__conc16_h200-nb_0"))
                .isPresent();
    }

    @Test
    void quirk28ThroughputPerGpuIsSaidToBeThatOfAllTokens() {
        assertThat(ResultColumn.all())
                .filteredOn(column -> column.name().equals("tput_per_gpu"))
                .singleElement()
                .satisfies(column -> {
                    assertThat(column.meaning()).contains("input and output");
                    assertThat(column.unit()).isEqualTo("tokens/s/GPU");
                });
        assertThatReading(v2().with("tput_per_gpu", 3100)
                        .with("output_tput_per_gpu", 1550)
                        .inArtifact(AGGREGATE))
                .has("tput_per_gpu", "3100")
                .has("output_tput_per_gpu", "1550");
    }

    @Test
    void quirk29ARawReportAmongLaterFilesIsToldByItsModelIdAndConverted() {
        assertThatReading(raw().inArtifact("70b_test_fp8_vllm_tp8_conc64_h100-cr_0"))
                .hasFormat("N4")
                .has("tput_per_gpu", "200.0625")
                .has("mean_ttft", "0.2505");
        assertThatReading(g2().with("model_id", "x").inArtifact("results_all")).has("tput_per_gpu", "812.5");
    }

    private static UUID key(PublishedJson row) {
        return assertThatReading(row.inArtifact("results_dsr1_1k1k"))
                .result()
                .result()
                .configuration()
                .key();
    }
}
