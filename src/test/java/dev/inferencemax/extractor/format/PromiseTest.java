package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.PublishedJson.v2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the name of a single artifact promises, against the row of an aggregate. */
class PromiseTest {

    private static final String NAME =
            "bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0";

    private static Reading.Result row() {
        return (Reading.Result) v2().inArtifact("results_bmk").reading();
    }

    private static boolean promises(String name) {
        return ArtifactName.parse(name).orElseThrow().promises(row().result().configuration());
    }

    @Test
    void aRowThatIsNamedSoIsPromised() {
        assertThat(promises(NAME)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bmk_gptoss_1k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_8k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_1k8k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_1k1k_fp4_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_1k1k_fp8_vllm_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_1k1k_fp8_sglang_tp4-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_1k1k_fp8_sglang_tp8-ep8-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpatrue_disagg-false_spec-none_conc16_h200-nb_0",
                "bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-mtp_conc16_h200-nb_0",
                "bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc32_h200-nb_0",
                "bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_b200-nb_0",
            })
    void aRowThatDiffersInAnythingIsNot(String name) {
        assertThat(promises(name)).isFalse();
    }

    @Test
    void whatOneOfThemLeavesOpenIsNotCompared() {
        assertThat(promises("dsr1_1k1k_tp8_conc16_h200-nb_0")).isTrue();
        assertThat(promises("dsr1_1k1k_tp8_conc16_somebodys-desk_0"))
                .as("no GPU")
                .isTrue();
    }

    @Test
    void aRowThatSaysEverythingItselfNeedsNoArtifactOfItsOwn() {
        assertThat(row().saysAllThat(NAME)).isTrue();
    }

    @Test
    void aRowThatItsNameWouldAddToDoes() {
        String fingerprinted = "bmk_dsr1_1k1k_fp8_sglang_tp8-pp2-dcp1-pcp1-ep1-dpafalse_disagg-false_spec-none_conc16"
                + "_h200-nb_0_recipe-0123456789abcdef";

        assertThat(row().saysAllThat(fingerprinted)).as("pp from the name").isFalse();
    }
}
