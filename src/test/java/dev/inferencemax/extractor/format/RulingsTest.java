package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.PublishedJson.agenticFlat;
import static dev.inferencemax.extractor.format.PublishedJson.agenticNested;
import static dev.inferencemax.extractor.format.PublishedJson.g2;
import static dev.inferencemax.extractor.format.PublishedJson.g4a;
import static dev.inferencemax.extractor.format.PublishedJson.g4c;
import static dev.inferencemax.extractor.format.PublishedJson.m2;
import static dev.inferencemax.extractor.format.PublishedJson.raw;
import static dev.inferencemax.extractor.format.PublishedJson.v2;
import static dev.inferencemax.extractor.format.PublishedJson.v2Multinode;
import static dev.inferencemax.extractor.format.ReadingAssert.assertThatReading;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract's "Unknown and absent", quoted row by row, as far as one record decides it. */
class RulingsTest {

    private static final String N4 = "dsr1_1k1k_fp8_sglang_tp8_conc16_h200-nb_0";
    private static final String AGGREGATE = "results_dsr1_1k1k";

    @Test
    @DisplayName("ep, dp_attention before they were published (G1–G4): empty: unknown, a configuration of its own, "
            + "flagged ep_unknown; never guessed as 1")
    void expertParallelismUnknown() {
        Stream.of(
                        raw().inArtifact("70b_1k1k_tp8_conc64_h100-cw_1"),
                        g2().inArtifact("dsr1_1k1k_tp8_conc16_h200-nb_0"),
                        g4a().inArtifact(N4),
                        g4c().inArtifact(N4))
                .forEach(row ->
                        assertThatReading(row).hasNo("ep", "dp_attention").isFlagged("ep_unknown"));
        assertThat(key(g4a().inArtifact(N4)))
                .isNotEqualTo(
                        key(g4a().with("ep", 1).with("dp_attention", "false").inArtifact(N4)));
    }

    @Test
    @DisplayName("pp, dcp_size, pcp_size absent: empty in the column, 1 in the key")
    void pipelineAndContextParallelismAbsent() {
        for (String size : new String[] {"pp", "dcp_size", "pcp_size"}) {
            assertThatReading(v2().inArtifact(AGGREGATE)).hasNo(size);
            assertThat(key(v2())).isEqualTo(key(v2().with(size, 1))).isNotEqualTo(key(v2().with(size, 2)));
        }
    }

    @Test
    @DisplayName("spec_decoding absent: none, or mtp where mtp, the name or the exp says on")
    void speculationAbsent() {
        assertThatReading(g4a().inArtifact(N4)).has("spec_decoding", "none");
        assertThatReading(m2().with("mtp", "on").inArtifact(AGGREGATE)).has("spec_decoding", "mtp");
        assertThatReading(m2().without("mtp").inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0"))
                .has("spec_decoding", "mtp");
        assertThatReading(m2().without("mtp").inArtifact("results_dsr1_multinode_1k1k_mtp_on"))
                .has("spec_decoding", "mtp");
    }

    @Test
    @DisplayName(
            "disagg absent: false on a single node; on multinode only what the record or the file name's tail states")
    void disaggregationAbsent() {
        assertThatReading(g4a().inArtifact(N4)).has("disagg", "false");
        assertThatReading(m2().inArtifact(AGGREGATE)).hasNo("disagg");
        assertThatReading(m2().with("disagg", true).inArtifact(AGGREGATE)).has("disagg", "true");
        assertThatReading(m2().inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0")
                        .inFile("agg_x_concurrency_4_gpus_12_ctx_8_gen_4.json"))
                .has("disagg", "true");
        assertThatReading(m2().inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0")
                        .inFile("agg_x_isl_1024_osl_1024_concurrency_512_req_rate_inf_gpus36.json"))
                .hasNo("disagg");
    }

    @Test
    @DisplayName("M1, M2: is_multinode true; tp, ep, dp_attention empty (quirk 7), num_gpus = the published tp")
    void multinodeBeforeItHadFieldsOfItsOwn() {
        Stream.of(
                        m2().without("mtp").inArtifact("dsr1_multinode_1k1k_mtp_off_fp4_dynamo-trtllm_gb200-nv_0"),
                        m2().inArtifact("dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0"),
                        m2().with("ep", 1).with("dp_attention", "false").inArtifact(AGGREGATE))
                .forEach(row -> assertThatReading(row)
                        .has("is_multinode", "true")
                        .has("num_gpus", "36")
                        .hasNo("tp", "ep", "dp_attention"));
    }

    @Test
    @DisplayName(
            "model: infmax_model_prefix without its precision suffix, else the family of the model id, else the prefix "
                    + "in exp (70b, scout, …), else the id itself")
    void model() {
        PublishedJson unknown = g4a().with("model", "some/new-model");

        assertThatReading(v2().with("infmax_model_prefix", "gptoss-fp4").inArtifact(AGGREGATE))
                .has("model", "gptoss");
        assertThatReading(g4a().with("model", "openai/gpt-oss-120b").inArtifact(AGGREGATE))
                .has("model", "gptoss");
        assertThatReading(unknown.inArtifact("results_scout_1k1k")).has("model", "scout");
        assertThatReading(unknown.inArtifact("results_all")).has("model", "some/new-model");
    }

    @Test
    @DisplayName("framework: canonical by the atlas aliases (dynamo-trtllm → dynamo-trt); sglang-disagg stays")
    void framework() {
        assertThatReading(m2().inArtifact(AGGREGATE))
                .has("framework", "dynamo-trt")
                .has("framework_raw", "dynamo-trtllm");
        assertThatReading(v2().with("framework", "trtllm").inArtifact(AGGREGATE))
                .has("framework", "trt");
        assertThatReading(v2Multinode().with("framework", "sglang-disagg").inArtifact(AGGREGATE))
                .has("framework", "sglang-disagg");
    }

    @Test
    @DisplayName("agentic records: nested p50 → median_*, per_gpu → the throughput trio, offloading → kv_offloading; "
            + "their interactivity statistics go to extra_metrics")
    void agentic() {
        ReadingAssert nested = assertThatReading(agenticNested().inArtifact(AGGREGATE))
                .has("median_ttft", "0.25")
                .has("tput_per_gpu", "1000.5")
                .has("output_tput_per_gpu", "100")
                .has("input_tput_per_gpu", "900.5")
                .hasNo("mean_intvty", "median_intvty");

        assertThat(nested.result().result().metrics().extra())
                .containsKeys("request_metrics.latency.intvty.mean", "request_metrics.latency.intvty.p50");
        assertThat(assertThatReading(agenticFlat().inArtifact(AGGREGATE))
                        .has("kv_offloading", "cpu")
                        .hasNo("mean_intvty")
                        .result()
                        .result()
                        .metrics()
                        .extra())
                .containsKey("mean_intvty");
    }

    @Test
    @DisplayName(
            "conc, isl, osl not positive whole numbers where the generation publishes them: the record is rejected")
    void countsThatAreNone() {
        for (String field : new String[] {"conc", "isl", "osl"}) {
            for (String value : new String[] {"0", "-1", "1.5", "\"8\"", "NaN", "true", "[8]"}) {
                assertThatReading(v2().withJson(field, value).inArtifact(AGGREGATE))
                        .isRejected(RejectReason.INVALID_FIELD, field);
            }
        }
    }

    @Test
    @DisplayName(
            "hw absent (raw records take theirs from the runner), tput_per_gpu (request_metrics in A3) absent, null, "
                    + "text or not finite: the record is rejected")
    void whatARowCannotDoWithout() {
        assertThatReading(v2().without("hw").inArtifact(AGGREGATE)).isRejected(RejectReason.MISSING_FIELD, "hw");
        assertThatReading(raw().inArtifact("70b_1k1k_tp8_conc64_h100-cw_1")).has("hw", "h100-cw");
        assertThatReading(v2().without("tput_per_gpu").inArtifact(AGGREGATE))
                .isRejected(RejectReason.MISSING_FIELD, "tput_per_gpu");
        assertThatReading(v2().withJson("tput_per_gpu", "null").inArtifact(AGGREGATE))
                .isRejected(RejectReason.MISSING_FIELD, "tput_per_gpu");
        for (String value : new String[] {"\"5\"", "NaN", "-Infinity"}) {
            assertThatReading(v2().withJson("tput_per_gpu", value).inArtifact(AGGREGATE))
                    .isRejected(RejectReason.INVALID_FIELD, "tput_per_gpu");
        }
        assertThatReading(agenticNested().withJson("request_metrics", "null").inArtifact(AGGREGATE))
                .isRejected(RejectReason.INVALID_FIELD, "request_metrics");
        assertThatReading(agenticNested().without("request_metrics").inArtifact(AGGREGATE))
                .isRejected(RejectReason.MISSING_FIELD, "tput_per_gpu");
    }

    @Test
    @DisplayName(
            "any other metric that is zero, negative or not finite: kept as published (not finite: empty), flagged")
    void oddMetrics() {
        assertThatReading(v2().with("mean_itl", 0)
                        .with("std_itl", -2)
                        .withJson("p99_itl", "NaN")
                        .inArtifact(AGGREGATE))
                .has("mean_itl", "0")
                .has("std_itl", "-2")
                .hasNo("p99_itl")
                .isFlaggedOnly("not_finite:p99_itl", "not_positive:mean_itl", "not_positive:std_itl");
    }

    @Test
    @DisplayName("a bmk_* name that no grammar reads: the JSON alone decides, flagged name_unparsed")
    void unreadableName() {
        assertThatReading(v2().inArtifact("bmk_gptoss_8k1k_of_a_new_kind"))
                .has("model", "dsr1")
                .has("isl", "1024")
                .isFlaggedOnly("name_unparsed");
    }

    @Test
    @DisplayName(
            "a foreign object inside an aggregate (run stats, eval, nested list of rows): nested rows are read; the "
                    + "rest is not a result and needs no rejection. [] is normal")
    void foreignObjects() {
        assertThat(PublishedJson.read("[[" + v2().json() + "],{\"h100\":{\"n_success\":1}},[]]", "results_all"))
                .hasSize(2)
                .satisfiesExactly(
                        row -> assertThat(row).isInstanceOf(Reading.Result.class),
                        stats -> assertThat(stats).isEqualTo(new Reading.NotAResult(1)));
        assertThat(PublishedJson.read("[]", "results_bmk")).isEmpty();
    }

    private static UUID key(PublishedJson row) {
        return assertThatReading(row).result().result().configuration().key();
    }
}
