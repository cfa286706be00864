package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.ReadingAssert.assertThatReading;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One test a schema family: what it publishes, and where that stands in the row. */
class GenerationsTest {

    @Test
    void aRawReportIsLiftedFromMillisecondsAndTheWholeSystem() {
        assertThatReading(PublishedJson.raw().inArtifact("70b_1k1k_tp8_conc64_h100-cw_1"))
                .hasFormat("N1")
                .has("model", "70b")
                .has("model_id", "nvidia/Llama-3.3-70B-Instruct-FP8")
                .has("gpu", "h100")
                .has("hw", "h100-cw")
                .has("conc", "64")
                .has("tp", "8")
                .has("num_gpus", "8")
                .has("isl", "1024")
                .has("mean_ttft", "0.2505")
                .has("mean_tpot", "0.020")
                .has("mean_intvty", "50")
                .has("std_tpot", "0.000")
                .has("tput_per_gpu", "200.0625")
                .has("output_tput_per_gpu", "100")
                .has(
                        "extra_metrics",
                        "{\"duration\":100.5,\"num_prompts\":640,\"output_throughput\":800,"
                                + "\"request_goodput:\":1.25,\"total_token_throughput\":1600.5}")
                .hasNo("framework", "precision", "ep", "std_intvty")
                .isFlaggedOnly("ep_unknown", "isl_osl_from_name", "not_positive:std_tpot");
    }

    @Test
    void aRawReportUnderALaterNameTakesFromItWhatItSays() {
        assertThatReading(PublishedJson.raw()
                        .without("max_concurrency")
                        .inArtifact("gptoss_test_fp4_vllm_tp2_conc8_h100-cr_0"))
                .hasFormat("N4")
                .has("framework", "vllm")
                .has("precision", "fp4")
                .has("conc", "8")
                .has("tp", "2")
                .isFlagged("name_json_conflict:model");
    }

    @Test
    void theFirstRowsSayNeitherFrameworkNorPrecisionNorLengths() {
        assertThatReading(PublishedJson.g2().inArtifact("dsr1_8k1k_tp8_conc16_h200-nb_0"))
                .hasFormat("N1")
                .has("model", "dsr1")
                .has("model_name", "deepseek-ai/DeepSeek-R1-0528")
                .has("gpu", "h200")
                .has("isl", "8192")
                .has("osl", "1024")
                .has("disagg", "false")
                .has("is_multinode", "false")
                .has("scenario", "fixed-seq")
                .has("spec_decoding", "none")
                .has("tput_per_gpu", "812.5")
                .has("median_ttft", "0.5")
                .hasNo("framework", "precision", "ep", "dp_attention", "pp", "output_tput_per_gpu", "extra_metrics")
                .isFlaggedOnly("ep_unknown", "isl_osl_from_name");
    }

    @Test
    void aRowOfOctoberHasFrameworkAndPrecision() {
        assertThatReading(PublishedJson.g4c().inArtifact("dsr1_1k8k_fp8_sglang_tp8_conc16_h200-nb_0"))
                .hasFormat("N4")
                .has("framework", "sglang")
                .has("precision", "fp8")
                .has("osl", "8192")
                .has("output_tput_per_gpu", "400.25")
                .has("input_tput_per_gpu", "412.25")
                .isFlaggedOnly("ep_unknown", "isl_osl_from_name");
    }

    @Test
    void theBranchOfOctoberPublishedExpertParallelismThatItsNamesLeaveOut() {
        assertThatReading(PublishedJson.g4br().inArtifact("dsr1_1k1k_fp8_sglang_tp8_conc16_h200-nb_0"))
                .has("ep", "1")
                .has("dp_attention", "false")
                .isFlaggedOnly("isl_osl_from_name");
    }

    @Test
    void aRowOfSchemaTwoNeedsNoName() {
        assertThatReading(PublishedJson.v2().inArtifact("results_bmk"))
                .hasFormat("G7")
                .has("isl", "1024")
                .has("num_gpus", "8")
                .has("image", "lmsysorg/sglang:v0.5.5")
                .isFlaggedOnly();
    }

    @Test
    void contextAndPipelineParallelismMultiplyTheGpusExceptForDecode() {
        assertThatReading(PublishedJson.v2()
                        .with("tp", 4)
                        .with("pp", 2)
                        .with("dcp_size", 4)
                        .with("pcp_size", 3)
                        .inArtifact("results_bmk"))
                .has("pp", "2")
                .has("dcp_size", "4")
                .has("pcp_size", "3")
                .has("num_gpus", "24");
    }

    @Test
    void whatCameLaterHasItsColumns() {
        assertThatReading(PublishedJson.v2()
                        .with("p99.9_ttft", 1.5)
                        .with("avg_power_w", 700)
                        .with("power_valid", 0)
                        .with("power_metric_schema_version", 2)
                        .withJson("power_invalid_reasons", "[\"gap\"]")
                        .with("recipe_fingerprint", "12e4")
                        .withJson("router", "{\"version\": \"1.2\", \"name\": \"r\\\"1\"}")
                        .with("kv_p2p_transfer", "nixl")
                        .with("some_new_number", 7)
                        .with("some_new_text", "8")
                        .inArtifact("results_bmk"))
                .hasFormat("G12")
                .has("p99.9_ttft", "1.5")
                .has("avg_power_w", "700")
                .has("power_valid", "0")
                .has("power_metric_schema_version", "2")
                .has("recipe_fingerprint", "12e4")
                .has("router", "{\"name\":\"r\\\"1\",\"version\":\"1.2\"}")
                .has("kv_p2p_transfer", "nixl")
                .has("extra_metrics", "{\"some_new_number\":7}")
                .isFlaggedOnly();
    }

    @Test
    void multinodeOfSeptemberSaysGpusWhereItShouldSayTensorParallel() {
        assertThatReading(PublishedJson.m2()
                        .without("mtp")
                        .inArtifact("dsr1_multinode_1k1k_mtp_on_fp4_dynamo-trtllm_gb200-nv_0")
                        .inFile("agg_x_ctx1_gen4_tep8_batch32_eplb0_mtp3_conc512_gpus36.json"))
                .hasFormat("M1")
                .has("is_multinode", "true")
                .has("num_gpus", "36")
                .has("spec_decoding", "mtp")
                .has("framework", "dynamo-trt")
                .has("framework_raw", "dynamo-trtllm")
                .has("disagg", "true")
                .hasNo("tp", "ep", "dp_attention", "num_prefill_gpu", "num_decode_gpu")
                .isFlaggedOnly("isl_osl_from_name", "tp_is_gpu_count");
    }

    @Test
    void multinodeOfNovemberCountsItsGpusInTheFileName() {
        assertThatReading(PublishedJson.m2()
                        .with("ep", 1)
                        .with("dp_attention", "false")
                        .inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0")
                        .inFile("x/agg_x_isl_1024_osl_1024_concurrency_512_req_rate_inf_gpus_36_ctx_4_gen_32.json"))
                .hasFormat("M2")
                .has("num_prefill_gpu", "4")
                .has("num_decode_gpu", "32")
                .has("num_gpus", "36")
                .has("disagg", "true")
                .hasNo("tp", "ep", "dp_attention")
                .isFlaggedOnly("isl_osl_from_name", "tp_is_gpu_count");
    }

    @Test
    void aMultinodeRowOfAnAggregateSaysNothingOfRoles() {
        assertThatReading(PublishedJson.m2().with("mtp", "off").inArtifact("results_dsr1_1k1k"))
                .hasFormat("M2")
                .has("spec_decoding", "none")
                .has("isl", "1024")
                .hasNo("disagg", "num_prefill_gpu", "num_decode_gpu");
    }

    @Test
    void multinodeOfSchemaTwoHasARoleForPrefillAndOneForDecode() {
        assertThatReading(PublishedJson.v2Multinode()
                        .with("conc", 269)
                        .with("prefill_pp", 2)
                        .with("prefill_hw", "h100")
                        .with("decode_hw", "h200")
                        .inArtifact(
                                "bmk_dsr1_1k1k_fp8_ptp4pep4_dtp32dep32_dynamo-trt_specdec-none_conc128x269_gb200-nv_0"))
                .hasFormat("M3")
                .has("prefill_tp", "4")
                .has("prefill_pp", "2")
                .has("prefill_dp_attention", "true")
                .has("prefill_num_workers", "5")
                .has("decode_ep", "32")
                .has("num_prefill_gpu", "20")
                .has("num_decode_gpu", "32")
                .has("num_gpus", "52")
                .has("prefill_hw", "h100")
                .has("decode_hw", "h200")
                .hasNo("tp", "ep", "dp_attention", "prefill_dcp_size")
                .isFlaggedOnly();
    }

    @Test
    void aDeploymentWithoutDecodeGpusIsPublishedAsZeros() {
        assertThatReading(PublishedJson.v2Multinode()
                        .with("disagg", false)
                        .with("prefill_num_workers", 1)
                        .with("decode_tp", 0)
                        .with("decode_ep", 0)
                        .with("num_decode_gpu", 0)
                        .inArtifact("bmk_dsr1_1k1k_fp8_dynamo-trt_prefill-tp4-ep4-dptrue-nw1_decode-tp8-ep8-dpfalse-nw0"
                                + "_disagg-false_spec-none_conc16_gb200-nv_0"))
                .hasFormat("M4")
                .has("decode_tp", "0")
                .has("num_gpus", "20")
                .isFlaggedOnly();
    }

    @Test
    void theFirstAgenticRowsCountUsers() {
        assertThatReading(PublishedJson.agenticFlat()
                        .without("conc")
                        .without("offloading")
                        .with("users", 12)
                        .with("offload_mode", "on")
                        .inArtifact(
                                "bmk_agentic_dsr1_tp8_bs4_offloadon_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none"
                                        + "_conc12_h200-nb_1"))
                .hasFormat("N8")
                .has("conc", "12")
                .has("kv_offloading", "on")
                .isFlaggedOnly();
    }

    @Test
    void flatAgenticRowsKeepTheirInteractivityApart() {
        assertThatReading(PublishedJson.agenticFlat().inArtifact("results_bmk"))
                .hasFormat("A2")
                .has("scenario", "agentic-coding")
                .has("kv_offloading", "cpu")
                .has("p75_ttft", "0.75")
                .has(
                        "extra_metrics",
                        "{\"mean_intvty\":55.5,\"median_intvty\":2.0,\"num_requests_successful\":118,"
                                + "\"num_requests_total\":120,\"p95_qps\":3,\"p99_intvty\":2.0,\"std_intvty\":2.0}")
                .hasNo("isl", "osl", "mean_intvty")
                .isFlaggedOnly();
    }

    @Test
    void nestedAgenticRowsKeepEveryNumberUnderItsPath() {
        assertThatReading(PublishedJson.agenticNested().inArtifact("results_bmk"))
                .hasFormat("A3")
                .has("tput_per_gpu", "1000.5")
                .has("output_tput_per_gpu", "100")
                .has("input_tput_per_gpu", "900.5")
                .has("mean_ttft", "0.5")
                .has("median_ttft", "0.25")
                .has("p75_ttft", "0.75")
                .has("std_ttft", "0.1")
                .has("kv_offloading", "dram")
                .has(
                        "extra_metrics",
                        "{\"num_requests_successful\":118,\"request_accounting.error_categories.timeout\":2,"
                                + "\"request_accounting.records_total\":120,"
                                + "\"request_metrics.cache.theoretical_cache_hit_rate\":0.9,"
                                + "\"request_metrics.latency.e2e_norm_intvty.p90\":40,"
                                + "\"request_metrics.latency.intvty.mean\":60.5,"
                                + "\"request_metrics.latency.intvty.p50\":61,"
                                + "\"request_metrics.qps.mean\":1.5,"
                                + "\"request_metrics.throughput.duration_seconds\":1800,"
                                + "\"request_metrics.throughput.total.tokens_per_second\":8000}")
                .hasNo("isl", "median_intvty")
                .isFlaggedOnly();
    }

    @Test
    void multinodeAgenticRowsSayParallelismByRoleOnly() {
        PublishedJson agentic = PublishedJson.agenticNested()
                .with("tp", 36)
                .with("is_multinode", true)
                .with("prefill_tp", 4)
                .with("num_prefill_gpu", 4)
                .with("decode_tp", 32)
                .with("num_decode_gpu", 32);

        assertThatReading(agentic.inArtifact("results_bmk"))
                .has("prefill_tp", "4")
                .has("num_gpus", "36")
                .hasNo("tp", "ep", "dp_attention");
    }

    static Stream<Arguments> generationsToldByTheirKeys() {
        return Stream.of(
                Arguments.of("G2", PublishedJson.g2()),
                Arguments.of("G4a", PublishedJson.g4a()),
                Arguments.of("G4b", PublishedJson.g4a().with("output_tput_per_gpu", 1)),
                Arguments.of("G4c", PublishedJson.g4c()),
                Arguments.of("G4br", PublishedJson.g4br()),
                Arguments.of("G6d", PublishedJson.g6f().without("isl").without("disagg")),
                Arguments.of("G6e", PublishedJson.g6f().without("isl")),
                Arguments.of("G6f", PublishedJson.g6f()),
                Arguments.of("G7", PublishedJson.v2()),
                Arguments.of("G9", PublishedJson.v2().with("p90_ttft", 1)),
                Arguments.of("G10", PublishedJson.v2().with("dcp_size", 1)),
                Arguments.of("G11", PublishedJson.v2().with("power_valid", 1)),
                Arguments.of("G12", PublishedJson.v2().with("recipe_fingerprint", "")),
                Arguments.of("M1", PublishedJson.m2().without("mtp")),
                Arguments.of("M2", PublishedJson.m2()),
                Arguments.of("M3", PublishedJson.v2Multinode()),
                Arguments.of("M4", PublishedJson.v2Multinode().with("prefill_pp", 1)),
                Arguments.of("A0", PublishedJson.agenticFlat().without("conc").with("users", 4)),
                Arguments.of("A1", PublishedJson.agenticFlat().without("p75_ttft")),
                Arguments.of("A2", PublishedJson.agenticFlat()),
                Arguments.of("A3", PublishedJson.agenticNested()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("generationsToldByTheirKeys")
    void aRowWithoutANameOfItsOwnTellsItsGenerationByItsKeys(String generation, PublishedJson row) {
        Reading.Result result = assertThatReading(row.inArtifact("results_bmk"))
                .hasFormat(generation)
                .result();

        assertThat(result.runner()).isNull();
        assertThat(result.runnerIndex()).isNull();
    }
}
