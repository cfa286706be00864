package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SampleResultTest {

    @ParameterizedTest
    @CsvSource({
        "G1, 70b, vllm, 70b_1k1k_tp8_conc8_h100-cw_1",
        "G2, dsr1, sglang, dsr1_1k1k_tp8_conc8_h100-cw_1",
        "G3A, 70b, trt, 70b_1k1k_trt_fp8_tp8_conc8_h100-cw_1",
        "G3C, 70b, trt, 70b_1k1k_fp8_tp8_conc8_h100-cw_1",
        "G4A, gptoss, vllm, gptoss_1k1k_fp8_vllm_tp8_conc8_h100-cw_1",
        "G5, gptoss, vllm, gptoss_1k1k_fp8_vllm_tp8_ep1_conc8_h100-cw_1",
        "G6A, gptoss, vllm, gptoss_1k1k_fp8_vllm_tp8_ep1_dpa_false_conc8_h100-cw_1",
        "G7, gptoss, vllm, bmk_gptoss_1k1k_fp8_vllm_tp8_ep1_dpa_false_conc8_h100-cw_1",
        "G8, dsr1, sglang, bmk_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc8_specdecode_none_h100-cw_1",
        "G9, qwen3.5, sglang, bmk_qwen3.5_1k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc8_h100-cw_1",
        "G10, dsr1, sglang, bmk_dsr1_1k1k_fp8_sglang_tp8-pp1-dcp1-pcp1-ep1-dpafalse_disagg-false_spec-none_conc8_h100-cw_1",
        "M1, dsr1, dynamo-trtllm, dsr1_multinode_1k1k_mtp_off_fp8_dynamo-trtllm_h100-cw_1",
        "M2, dsr1, dynamo-trtllm, dsr1_1k1k_fp8_dynamo-trtllm_mtp-off_h100-cw_1",
        "M3_BMK, dsr1, dynamo-trt, bmk_dsr1_1k1k_fp8_ptp4pep4_dtp8dep8_dynamo-trt_specdec-none_conc8_h100-cw_1",
        "A1, dsr1, sglang, bmk_agentic_dsr1_tp8_conc8_offloadnone_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc8_h100-cw_1"
    })
    void artifactsAreNamedAsAtTheirTime(Generation generation, String model, String framework, String name) {
        assertThat(aResult(generation)
                        .model(model)
                        .framework(framework)
                        .precision("fp8")
                        .artifactName())
                .isEqualTo(name);
    }

    /** Counted in real files. */
    @ParameterizedTest
    @CsvSource({
        "G2, 25",
        "G3A, 27",
        "G4A, 27",
        "G4B, 28",
        "G4C, 29",
        "M2, 28",
        "G4BR, 30",
        "G6D, 31",
        "G6E, 32",
        "G7, 38",
        "M3, 45",
        "G9, 48"
    })
    void recordsHaveAsManyKeysAsRealOnes(Generation generation, int keys) {
        assertThat(aResult(generation).fields()).hasSize(keys);
    }

    @ParameterizedTest
    @CsvSource({
        "G1, gptoss_1k1k_tp8_conc8_h100-cw_1.json",
        "G7, agg_gptoss_1k1k_fp4_vllm_tp8_ep1_dpa_false_conc8_h100-cw_1.json",
        "M2, agg_gptoss_1k1k_fp4_vllm_mtp-off_h100-cw_1_ctx1_gen4_tep8_batch128_eplb0_mtp0_conc8_gpus36.json",
        "M3_BMK, agg_gptoss_1k1k_fp4_ptp4pep4_dtp8dep8_vllm_specdec-none_conc8_h100-cw_1_ctx1_gen4_tep8_batch128_eplb0_mtp0_conc8_gpusresults_concurrency_8_gpus_16_ctx_8_gen_8.json.json",
        "A0, agg_gptoss_tp8_users8_offloadoff_fp4_vllm_tp8-ep1-dpafalse_disagg-false_spec-none_conc8_h100-cw_1.json",
        "A1, gptoss_tp8_conc8_offloadnone_fp4_vllm_tp8-ep1-dpafalse_disagg-false_spec-none_conc8_h100-cw_1.json"
    })
    void filesAreNamedAfterTheirArtifact(Generation generation, String file) {
        SampleResult result = aResult(generation);

        assertThat(result.fileName(result.artifactName())).isEqualTo(file);
    }

    @ParameterizedTest
    @EnumSource
    void everyGenerationIsWrittenTheSameEachTime(Generation generation) {
        assertThat(aResult(generation).json())
                .isEqualTo(aResult(generation).json())
                .startsWith("{\n  \"");
        assertThat(aResult(generation).conc(9).json())
                .isNotEqualTo(aResult(generation).json());
        assertThat(aResult(generation).artifact().bytes())
                .isEqualTo(aResult(generation).artifact().bytes());
    }

    @Test
    void anyFieldCanBeSetOrLeftOut() {
        assertThat(aResult().field("conc", "eight").without("hw").json())
                .contains("\"conc\": \"eight\"")
                .doesNotContain("\"hw\"");
    }
}
