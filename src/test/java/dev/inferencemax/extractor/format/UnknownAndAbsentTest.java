package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.PublishedJson.g4a;
import static dev.inferencemax.extractor.format.PublishedJson.g4br;
import static dev.inferencemax.extractor.format.PublishedJson.m2;
import static dev.inferencemax.extractor.format.PublishedJson.v2;
import static dev.inferencemax.extractor.format.PublishedJson.v2Multinode;
import static dev.inferencemax.extractor.format.ReadingAssert.assertThatReading;
import static dev.inferencemax.extractor.format.RejectReason.INVALID_FIELD;
import static dev.inferencemax.extractor.format.RejectReason.MISSING_FIELD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rulings on what is unknown, absent or contradictory. */
class UnknownAndAbsentTest {

    private static final String N4 = "dsr1_1k1k_fp8_sglang_tp8_conc16_h200-nb_0";
    private static final String N6 = "dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc16_h200-nb_0";
    private static final String AGGREGATE = "results_bmk";

    // ep and dp_attention

    @Test
    void expertParallelismBeforeItWasPublishedIsUnknownAndNeverOne() {
        assertThatReading(g4a().inArtifact(N4)).hasNo("ep", "dp_attention").isFlagged("ep_unknown");
    }

    @Test
    void expertParallelismThatOnlyTheNameStatesIsTakenFromIt() {
        assertThatReading(g4a().inArtifact(N6))
                .has("ep", "1")
                .has("dp_attention", "false")
                .isNotFlagged("ep_unknown");
    }

    @ParameterizedTest
    @CsvSource({"\"true\",true", "\"False\",false", "true,true", "false,false", "\"\",''", "null,''", "\"none\",''"})
    void attentionParallelismIsTextOrBooleanAndOftenEmpty(String published, String cell) {
        assertThatReading(v2().withJson("dp_attention", published).inArtifact(AGGREGATE))
                .has("dp_attention", cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"8\"", "-1", "1.5", "3000000000", "1e300", "{}"})
    void aSizeThatIsNoWholeNumberIsUnknownAndFlagged(String published) {
        assertThatReading(v2().withJson("ep", published).inArtifact(AGGREGATE))
                .hasNo("ep")
                .isFlagged("ep_unknown", "invalid_field:ep");
    }

    // lengths

    @Test
    void lengthsComeFromTheNameOfTheAggregate() {
        assertThatReading(g4a().inArtifact("results_dsr1_8k1k"))
                .has("isl", "8192")
                .has("osl", "1024")
                .isFlagged("isl_osl_from_name");
        assertThatReading(g4a().inArtifact("Results - dsr1_1k8k")).has("osl", "8192");
    }

    @Test
    void lengthsThatNobodyStatesStayUnknown() {
        assertThatReading(g4a().inArtifact("results_all")).hasNo("isl", "osl").isNotFlagged("isl_osl_from_name");
        assertThatReading(v2().with("isl", null).with("osl", null).inArtifact(AGGREGATE))
                .hasNo("isl", "osl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dsr1_test_1024_8192", "dsr1_1024_8192"})
    void lengthsInFullAreReadAsWell(String exp) {
        assertThatReading(g4a().inArtifact(exp + "_fp8_sglang_tp8_conc16_h200-nb_0"))
                .has("isl", "1024")
                .has("osl", "8192")
                .has("model", "dsr1");
    }

    @Test
    void lengthsComeFromTheTailOfAMultinodeFileWhenTheNameHasNone() {
        assertThatReading(m2().inArtifact("dsr1_test_fp4_dynamo-trtllm_mtp-on_gb200-nv_0")
                        .inFile("agg_isl_8192_osl_1024_concurrency_512_req_rate_inf_gpus36.json"))
                .has("isl", "8192")
                .has("osl", "1024")
                .isFlagged("isl_osl_from_name");
    }

    @Test
    void testsOfRunnersRanOneLengthByWorkflow() {
        assertThatReading(g4a().inArtifact("dsr1_test_fp8_sglang_tp8_conc16_h200-nb_0")
                        .ofWorkflow("runner-test.yml"))
                .has("isl", "1024")
                .has("osl", "1024")
                .isFlagged("isl_osl_from_workflow")
                .isNotFlagged("isl_osl_from_name");
        assertThatReading(g4a().inArtifact("dsr1_test_fp8_sglang_tp8_conc16_h200-nb_0")
                        .ofWorkflow("e2e-tests.yml"))
                .hasNo("isl", "osl");
    }

    @Test
    void theWorkflowThatGaveEveryJobOneNameIsBelievedOnlyWhereLengthsStandInFull() {
        assertThatReading(g4br().with("model", "openai/gpt-oss-120b")
                        .inArtifact("dsr1_1k1k_fp8_sglang_tp8_ep1_conc16_h200-nb_0")
                        .ofWorkflow(".github/workflows/test.yml"))
                .has("model", "gptoss")
                .hasNo("isl", "osl")
                .isFlaggedOnly("exp_untrusted");
        assertThatReading(g4br().inArtifact("dsr1_test_1024_8192_fp8_sglang_tp8_ep1_conc16_h200-nb_0")
                        .ofWorkflow("test.yml"))
                .has("osl", "8192")
                .isFlaggedOnly("isl_osl_from_name");
        assertThatReading(g4br().inArtifact("results_all").ofWorkflow("test.yml"))
                .isFlaggedOnly();
    }

    // speculation, disaggregation

    @ParameterizedTest
    @CsvSource({
        "mtp, results_all, mtp",
        "'', results_all, none",
        "'', bmk_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc16_specdecode_mtp_h200-nb_0, mtp",
        "'', results_dsr1_multinode_1k1k_mtp_on, mtp",
        "'', results_dsr1_multinode_1k1k_mtp_off, none",
    })
    void speculationIsWhatTheRecordThenTheNameThenExpSaysElseNone(String published, String artifact, String expected) {
        assertThatReading(g4a().with("spec_decoding", published).inArtifact(artifact))
                .has("spec_decoding", expected);
    }

    @Test
    void theNameTellsSpeculationWhereTheRecordSaysNothing() {
        assertThatReading(m2().without("mtp").inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0"))
                .has("spec_decoding", "mtp");
    }

    @Test
    void disaggregationThatASingleNodeDoesNotMentionIsNone() {
        assertThatReading(g4a().inArtifact(N4)).has("disagg", "false");
        assertThatReading(v2().with("disagg", true).inArtifact(AGGREGATE)).has("disagg", "true");
    }

    @Test
    void disaggregationThatAMultinodeRecordDoesNotMentionIsUnknown() {
        assertThatReading(m2().inArtifact("results_dsr1_1k1k")).hasNo("disagg");
    }

    @Test
    void aRowThatStatesOneNodeAndRolesIsOfOneNode() {
        assertThatReading(v2Multinode().with("is_multinode", false).inArtifact(AGGREGATE))
                .has("is_multinode", "false")
                .has("prefill_tp", "4");
    }

    @Test
    void rolesWithoutGpuCountsLeaveTheirSumUnknown() {
        assertThatReading(v2Multinode()
                        .without("is_multinode")
                        .without("num_decode_gpu")
                        .inArtifact(AGGREGATE))
                .has("is_multinode", "true")
                .has("num_prefill_gpu", "20")
                .hasNo("num_gpus");
        assertThatReading(
                        v2Multinode().with("num_prefill_gpu", Integer.MAX_VALUE).inArtifact(AGGREGATE))
                .hasNo("num_gpus");
    }

    // model and framework

    @ParameterizedTest
    @CsvSource({
        "dsr1-fp8, x/y, results_all, dsr1, deepseek-ai/DeepSeek-R1-0528",
        "DeepSeek-R1-0528, x/y, results_all, dsr1, deepseek-ai/DeepSeek-R1-0528",
        "'', /mnt/lustre01/models/gpt-oss-120b, results_dsr1_1k1k, gptoss, openai/gpt-oss-120b",
        "'', x/y, results_70b_1k1k, 70b, meta-llama/Llama-3.3-70B-Instruct",
        "'', x/y, results_newmodel_1k1k, newmodel, x/y",
        "'', x/y, results_test_1k1k, x/y, x/y",
        "'', x/y, results_all, x/y, x/y",
        "newmodel, x/y, results_all, newmodel, x/y",
    })
    void theModelIsThePrefixElseTheFamilyOfTheIdElseThePrefixInExpElseTheId(
            String prefix, String id, String artifact, String family, String name) {
        assertThatReading(g4a().with("infmax_model_prefix", prefix)
                        .with("model", id)
                        .inArtifact(artifact))
                .has("model", family)
                .has("model_name", name)
                .has("model_id", id);
    }

    @Test
    void aModelThatNobodyNamesIsUnknownAndFlagged() {
        assertThatReading(g4a().without("model").inArtifact("results_all"))
                .has("model", "unknown")
                .has("model_name", "unknown")
                .hasNo("model_id")
                .isFlagged("model_unknown");
    }

    @Test
    void frameworksKeepTheNameTheyWerePublishedUnderBesideTheCanonicalOne() {
        assertThatReading(v2Multinode().with("framework", "dynamo-trtllm").inArtifact(AGGREGATE))
                .has("framework", "dynamo-trt")
                .has("framework_raw", "dynamo-trtllm");
        assertThatReading(v2Multinode().with("framework", "sglang-disagg").inArtifact(AGGREGATE))
                .has("framework", "sglang-disagg");
    }

    @Test
    void aBlankPrecisionIsNone() {
        assertThatReading(g4a().with("precision", "").inArtifact("results_all")).hasNo("precision");
        assertThatReading(g4a().with("precision", "").inArtifact(N4)).has("precision", "fp8");
    }

    @Test
    void namesThatNoVocabularyKnowsAreKeptAndListed() {
        Reading.Result result = assertThatReading(v2().with("infmax_model_prefix", "dsr9")
                        .with("hw", "TPU7-gcp_3")
                        .with("framework", "newserve")
                        .with("p42_ttft", 1)
                        .with("num_prompts", 1)
                        .inArtifact(AGGREGATE))
                .has("gpu", "tpu7-gcp")
                .has("hw", "TPU7-gcp_3")
                .has("framework", "newserve")
                .result();

        assertThat(result.result().unknown())
                .containsExactly("framework:newserve", "gpu:tpu7-gcp", "metric:p42_ttft", "model:dsr9");
    }

    @Test
    void aSemicolonInANameNeverEndsAFlagOrAWordInTheMiddle() {
        Reading.Result result = assertThatReading(v2().with("framework", "new;serve")
                        .withJson("p42;ttft", "NaN")
                        .with("p43;ttft", 1)
                        .inArtifact(AGGREGATE))
                .has("framework", "new;serve")
                .isFlagged("not_finite:p42_ttft")
                .result();

        assertThat(result.result().unknown()).containsExactly("framework:new_serve", "metric:p43_ttft");
    }

    // rejections

    @ParameterizedTest
    @CsvSource({"0", "-4", "2.5", "\"16\"", "true", "[]", "3000000000", "NaN"})
    void concurrencyAndLengthsAreWholeAndPositiveOrTheRecordIsRejected(String published) {
        assertThatReading(v2().withJson("conc", published).inArtifact(AGGREGATE))
                .isRejected(INVALID_FIELD, "conc ")
                .isRejected(INVALID_FIELD, "is not a positive whole number");
        assertThatReading(v2().withJson("isl", published).inArtifact(AGGREGATE)).isRejected(INVALID_FIELD, "isl ");
        assertThatReading(v2().withJson("osl", published).inArtifact(AGGREGATE)).isRejected(INVALID_FIELD, "osl ");
        assertThatReading(PublishedJson.raw()
                        .withJson("max_concurrency", published)
                        .inArtifact("70b_1k1k_tp8_conc64_h100-cw_1"))
                .isRejected(INVALID_FIELD, "max_concurrency ");
    }

    @Test
    void aWholeNumberMayBeWrittenWithAPoint() {
        assertThatReading(v2().withJson("conc", "16.0").inArtifact(AGGREGATE)).has("conc", "16");
    }

    @Test
    void aRowWithoutConcurrencyIsRejected() {
        assertThatReading(v2().without("conc").inArtifact(AGGREGATE)).isRejected(MISSING_FIELD, "conc is missing");
        assertThatReading(v2().withJson("conc", "null").inArtifact(AGGREGATE)).isRejected(MISSING_FIELD, "conc");
    }

    @Test
    void aRowWithoutHardwareIsRejected() {
        assertThatReading(v2().without("hw").inArtifact(AGGREGATE)).isRejected(MISSING_FIELD, "hw is missing");
        assertThatReading(v2().with("hw", "").inArtifact(AGGREGATE)).isRejected(MISSING_FIELD, "hw is missing");
        assertThatReading(v2().withJson("hw", "null").inArtifact(AGGREGATE)).isRejected(MISSING_FIELD, "hw");
        assertThatReading(v2().with("hw", 200).inArtifact(AGGREGATE)).isRejected(INVALID_FIELD, "hw 200 is no text");
    }

    @Test
    void aRowWithoutThroughputIsRejected() {
        assertThatReading(v2().without("tput_per_gpu").inArtifact(AGGREGATE))
                .isRejected(MISSING_FIELD, "tput_per_gpu is missing");
        assertThatReading(v2().withJson("tput_per_gpu", "null").inArtifact(AGGREGATE))
                .isRejected(MISSING_FIELD, "tput_per_gpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "\"12.5\"", "true"})
    void throughputThatIsNoFiniteNumberIsRejected(String published) {
        assertThatReading(v2().withJson("tput_per_gpu", published).inArtifact(AGGREGATE))
                .isRejected(INVALID_FIELD, "tput_per_gpu")
                .isRejected(INVALID_FIELD, "is not a finite number");
        assertThatReading(PublishedJson.agenticFlat()
                        .withJson("tput_per_gpu", published)
                        .inArtifact(AGGREGATE))
                .isRejected(INVALID_FIELD, "tput_per_gpu");
    }

    @Test
    void mostOfARowInAnArtifactOfItsOwnIsARejectionInAnAggregateAForeignObject() {
        PublishedJson torso = PublishedJson.empty()
                .with("hw", "h100")
                .with("tp", 8)
                .with("conc", 4)
                .with("model", "m")
                .with("framework", "vllm");

        assertThatReading(torso.inArtifact(N4)).isRejected(MISSING_FIELD, "tput_per_gpu");
        assertThatReading(torso.inArtifact("results_all")).isNoResult();
        assertThatReading(torso.without("framework").without("conc").inArtifact(N4))
                .isNoResult();
    }

    @Test
    void aRawReportNeedsANameThatTellsGpuAndSize() {
        assertThatReading(PublishedJson.raw().inArtifact("bmk_odd")).isRejected(MISSING_FIELD, "hw is missing");
        assertThatReading(PublishedJson.raw().inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0"))
                .isRejected(MISSING_FIELD, "tp is missing");
        assertThatReading(PublishedJson.raw().inArtifact("70b_1k1k_tp0_conc64_h100-cw_1"))
                .isRejected(MISSING_FIELD, "tp is missing");
        assertThatReading(PublishedJson.raw()
                        .withJson("max_concurrency", "null")
                        .inArtifact("70b_1k1k_tp8_conc0_h100-cw_1"))
                .isRejected(MISSING_FIELD, "max_concurrency");
        assertThatReading(PublishedJson.raw()
                        .withJson("total_token_throughput", "NaN")
                        .inArtifact("70b_1k1k_tp8_conc64_h100-cw_1"))
                .isRejected(INVALID_FIELD, "total_token_throughput");
        assertThatReading(PublishedJson.raw().inArtifact("results_all")).isNoResult();
    }

    @Test
    void anAgenticJobThatServedNothingIsRejected() {
        assertThatReading(PublishedJson.agenticNested()
                        .with("num_requests_successful", 0)
                        .inArtifact(AGGREGATE))
                .isRejected(INVALID_FIELD, "num_requests_successful 0");
        assertThatReading(PublishedJson.agenticNested()
                        .without("num_requests_successful")
                        .without("scenario_type")
                        .inArtifact(AGGREGATE))
                .has("scenario", "agentic-coding");
        assertThatReading(PublishedJson.agenticNested()
                        .with("request_metrics", "none")
                        .inArtifact(AGGREGATE))
                .isRejected(INVALID_FIELD, "request_metrics \"none\" is no object");
        assertThatReading(PublishedJson.agenticFlat().without("conc").inArtifact(AGGREGATE))
                .isRejected(MISSING_FIELD, "conc");
    }

    @Test
    void aRawReportUnderAMultinodeNameOfManyConcurrenciesHasNone() {
        assertThatReading(PublishedJson.raw()
                        .without("max_concurrency")
                        .inArtifact("bmk_dsr1_1k1k_fp8_ptp4pep4_dtp32dep32_dynamo-trt_specdec-none_conc4x8_gb200-nv_0"))
                .isRejected(MISSING_FIELD, "tp is missing");
    }

    @Test
    void anAgenticRowThatDoesNotMentionOffloadingLeavesItOpen() {
        assertThatReading(PublishedJson.agenticFlat().without("offloading").inArtifact(AGGREGATE))
                .hasNo("kv_offloading");
    }

    // metrics

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "1e99999999999999"})
    void anyOtherMetricThatIsNotFiniteIsEmptyAndFlagged(String published) {
        assertThatReading(v2().withJson("p99_ttft", published)
                        .withJson("odd", published)
                        .inArtifact(AGGREGATE))
                .hasNo("p99_ttft", "extra_metrics")
                .isFlaggedOnly("not_finite:odd", "not_finite:p99_ttft");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-1.5"})
    void anyOtherMetricThatIsZeroOrNegativeIsKeptAndFlagged(String published) {
        assertThatReading(v2().withJson("mean_itl", published).inArtifact(AGGREGATE))
                .has("mean_itl", published)
                .isFlaggedOnly("not_positive:mean_itl");
    }

    @Test
    void codesAmongTheMetricsAreWholeNumbers() {
        assertThatReading(v2().withJson("power_valid", "1.0")
                        .withJson("power_metric_schema_version", "1.5")
                        .inArtifact(AGGREGATE))
                .has("power_valid", "1")
                .hasNo("power_metric_schema_version")
                .isFlaggedOnly("invalid_field:power_metric_schema_version");
    }

    @Test
    void nestedMetricsAreFlaggedByTheirColumn() {
        assertThatReading(PublishedJson.agenticNested()
                        .withJson(
                                "request_metrics",
                                "{\"latency\":{\"ttft\":{\"mean\":NaN,\"p50\":0},\"intvty\":{\"p50\":NaN}}}")
                        .inArtifact(AGGREGATE))
                .hasNo("mean_ttft", "tput_per_gpu")
                .isFlaggedOnly(
                        "not_finite:mean_ttft",
                        "not_finite:request_metrics.latency.intvty.p50",
                        "not_positive:median_ttft");
    }

    @Test
    void gpusOfRolesOnOneNodeAreKept() {
        assertThatReading(v2().with("num_prefill_gpu", 4)
                        .with("num_decode_gpu", 4)
                        .inArtifact(AGGREGATE))
                .has("num_prefill_gpu", "4")
                .has("num_decode_gpu", "4")
                .has("num_gpus", "8");
    }

    @Test
    void aMetricThatIsTextStaysEmptyAndIsFlagged() {
        assertThatReading(v2().with("mean_itl", "0.5")
                        .withJson("mean_ttft", "null")
                        .inArtifact(AGGREGATE))
                .hasNo("mean_itl", "mean_ttft")
                .isFlaggedOnly("not_a_number:mean_itl");
    }

    @Test
    void theDigitsArePublishedAsTheyAre() {
        assertThatReading(v2().withJson("mean_ttft", "0.47782312439998304")
                        .withJson("mean_itl", "16.0")
                        .inArtifact(AGGREGATE))
                .has("mean_ttft", "0.47782312439998304")
                .has("mean_itl", "16.0");
    }

    @Test
    void numbersAtAnyDepthAreKeptUnderTheirPathButNotThoseOfTexts() {
        assertThatReading(v2().withJson("odd", "{\"a.b\":1,\"list\":[2,{\"c\":3},\"4\",null],\"text\":\"5\"}")
                        .withJson("nothing", "[]")
                        .inArtifact(AGGREGATE))
                .has("extra_metrics", "{\"odd.a.b\":1,\"odd.list.0\":2,\"odd.list.1.c\":3}");
    }

    @Test
    void aFingerprintOfDigitsAloneStaysText() {
        assertThatReading(v2().with("recipe_fingerprint", 123).inArtifact(AGGREGATE))
                .has("recipe_fingerprint", "123")
                .hasNo("extra_metrics");
        assertThatReading(v2().with("recipe_fingerprint", "").inArtifact(AGGREGATE))
                .hasNo("recipe_fingerprint");
    }

    @Test
    void aRouterThatIsNoObjectIsNone() {
        assertThatReading(v2().with("router", "r1").inArtifact(AGGREGATE)).hasNo("router");
        assertThatReading(v2().withJson("router", "{\"a\":[1,true,null,[],{}]}").inArtifact(AGGREGATE))
                .has("router", "{\"a\":[1,true,null,[],{}]}");
    }

    // names

    @ParameterizedTest
    @CsvSource({
        "tp, tp4_ep1_dpa_false, h200-nb",
        "ep, tp8_ep2_dpa_false, h200-nb",
        "dp_attention, tp8_ep1_dpa_true, h200-nb",
        "gpu, tp8_ep1_dpa_false, h100-cw",
    })
    void whereNameAndJsonDifferTheJsonWinsAndIsFlagged(String field, String parallelism, String runner) {
        assertThatReading(v2().inArtifact("bmk_dsr1_1k1k_fp8_sglang_%s_conc16_%s_0".formatted(parallelism, runner)))
                .has("tp", "8")
                .has("ep", "1")
                .has("gpu", "h200")
                .isFlaggedOnly("name_json_conflict:" + field);
    }

    @ParameterizedTest
    @CsvSource({
        "model, gptoss_1k1k_fp8_sglang, conc16, none",
        "isl, dsr1_8k1k_fp8_sglang, conc16, none",
        "osl, dsr1_1k8k_fp8_sglang, conc16, none",
        "precision, dsr1_1k1k_fp4_sglang, conc16, none",
        "framework, dsr1_1k1k_fp8_vllm, conc16, none",
        "conc, dsr1_1k1k_fp8_sglang, conc4, none",
        "spec_decoding, dsr1_1k1k_fp8_sglang, conc16, mtp",
    })
    void everyFieldOfTheNameIsCompared(String field, String start, String conc, String spec) {
        assertThatReading(v2().inArtifact("bmk_%s_tp8-ep1-dpafalse_disagg-false_spec-%s_%s_h200-nb_0"
                        .formatted(start, spec, conc)))
                .isFlaggedOnly("name_json_conflict:" + field);
    }

    @Test
    void theNamesFirstDigitsOfTheFingerprintAreCompared() {
        String name = "bmk_dsr1_1k1k_fp8_sglang_tp8-pp1-dcp1-pcp1-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0"
                + "_recipe-0123456789abcdef";

        assertThatReading(v2().with("recipe_fingerprint", "0123456789abcdef77").inArtifact(name))
                .isFlaggedOnly();
        assertThatReading(v2().with("recipe_fingerprint", "ff").inArtifact(name))
                .isFlaggedOnly("name_json_conflict:recipe_fingerprint");
        assertThatReading(v2().inArtifact(name)).has("pp", "1").hasNo("recipe_fingerprint");
    }

    @Test
    void fourBitFormatsOfVendorsAreNoConflict() {
        assertThatReading(v2().with("precision", "nvfp4").inArtifact("dsr1_1k1k_fp4_sglang_tp8_conc16_h200-nb_0"))
                .has("precision", "nvfp4")
                .isFlaggedOnly();
    }

    @Test
    void aNameThatNoGrammarReadsLeavesTheJsonAlone() {
        assertThatReading(g4a().inArtifact("bmk_of_a_new_kind").inFile("agg_" + N6 + ".json"))
                .hasFormat("G4a")
                .hasNo("isl", "ep")
                .isFlagged("name_unparsed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agg_" + N6 + ".json", N6 + ".json", "folder/agg_" + N6 + ".json"})
    void aFileWithoutItsArtifactHasTheSameName(String file) {
        assertThatReading(g4a().inArtifact("some-folder").inFile(file))
                .hasFormat("N6")
                .has("isl", "1024")
                .isNotFlagged("name_unparsed");
    }

    @Test
    void theMachineComesFromTheName() {
        Reading.Result result = assertThatReading(v2().inArtifact("bmk_" + N6)).result();

        assertThat(result.runner()).isEqualTo("h200-nb");
        assertThat(result.runnerIndex()).isZero();
    }
}
