package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Role;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactNameTest {

    @Test
    void aMultinodeNameIsTakenApartWhole() {
        ArtifactName name = ArtifactName.parse(NameGrammar.M4.example()).orElseThrow();

        assertThat(name)
                .isEqualTo(new ArtifactName(
                        "M4",
                        false,
                        "dsr1_8k1k",
                        "fp4",
                        "dynamo-trt",
                        Parallelism.UNKNOWN,
                        new Role(new Parallelism(4, 1, 1, 1, 4, true), 2, null, null),
                        new Role(new Parallelism(8, 1, 1, 1, 8, false), 4, null, null),
                        true,
                        "none",
                        List.of(4, 8, 16),
                        "gb200-nv",
                        1,
                        "0123456789abcdef"));
    }

    @ParameterizedTest
    @CsvSource({
        "bmk_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa__conc4_h100-cw_1, N6",
        "bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpa_disagg-_spec-_conc4_h100-cw_1, N8",
        "bmk_x_1k1k_fp8_vllm_prefill-tp4-pp-dcp-pcp-ep4-dp-nw2_decode-tp8-pp-dcp-pcp-ep8-dp-nw4_disagg-_spec-_conc4_gb200-nv_1, M4",
    })
    void emptyPiecesSayNothing(String text, String grammar) {
        ArtifactName name = ArtifactName.parse(text).orElseThrow();

        assertThat(name.grammar()).isEqualTo(grammar);
        assertThat(name.parallelism().dpAttention()).isNull();
        assertThat(name.prefill().parallelism().pp()).isNull();
        assertThat(name.disagg()).isNull();
        assertThat(name.specDecoding()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "70b_1k1k_tp8_conc64_h100-cw_1, 70b, 1024, 1024",
        "qwen3.5_8k1k_tp8_conc64_h100-cw_1, qwen3.5, 8192, 1024",
        "dsr1-fp8_1k8k_tp8_conc64_h100-cw_1, dsr1, 1024, 8192",
        "DeepSeek-R1-0528_1k8k_tp8_conc64_h100-cw_1, dsr1, 1024, 8192",
        "gptoss_test_tp8_conc64_h100-cw_1, gptoss, , ",
        "gptoss_test_1024_8192_tp8_conc64_h100-cw_1, gptoss, 1024, 8192",
        "gptoss_4096_512_tp8_conc64_h100-cw_1, gptoss, 4096, 512",
        "gptoss_0_512_tp8_conc64_h100-cw_1, gptoss, , 512",
        "e2e_tp8_conc64_h100-cw_1, , , ",
        "test_tp8_conc64_h100-cw_1, , , ",
        "test_1k1k_tp8_conc64_h100-cw_1, , 1024, 1024",
        "bmk-smoke-test_tp8_conc64_h100-cw_1, , , ",
        "kimik2.5_tp8_conc64_h100-cw_1, kimik2.5, , ",
    })
    void expTellsModelAndLengths(String text, String model, Integer isl, Integer osl) {
        Experiment experiment = ArtifactName.parse(text).orElseThrow().experiment();

        assertThat(experiment.model()).isEqualTo(model);
        assertThat(experiment.isl()).isEqualTo(isl);
        assertThat(experiment.osl()).isEqualTo(osl);
    }

    @Test
    void anExperimentMayHoldPiecesThatLookLikeOthers() {
        ArtifactName name = ArtifactName.parse(
                        "bmk_agentic_dsr1_tp8_conc16_kvdram-lmcache_spec-mtp_fp8_vllm_tp8-ep1-dpafalse"
                                + "_disagg-false_spec-mtp_conc16_b200-dgxc_0")
                .orElseThrow();

        assertThat(name.agentic()).isTrue();
        assertThat(name.exp()).isEqualTo("dsr1_tp8_conc16_kvdram-lmcache_spec-mtp");
        assertThat(name.experiment().model()).isEqualTo("dsr1");
        assertThat(name.experiment().isl()).isNull();
    }

    @Test
    void digitsThatNoNumberHoldsSayNothing() {
        ArtifactName name = ArtifactName.parse("70b_1k1k_tp99999999999_conc64_h100-cw_99999999999")
                .orElseThrow();

        assertThat(name.parallelism().tp()).isNull();
        assertThat(name.runnerIndex()).isNull();
    }

    @ParameterizedTest
    @EnumSource(NameGrammar.class)
    void theNameOfTheFileIsThatOfTheArtifact(NameGrammar grammar) {
        String file = "agg_" + grammar.example().replaceFirst("^bmk_", "");

        assertThat(ArtifactName.parse(file)).isEqualTo(ArtifactName.parse(grammar.example()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "agg_", "run-stats", "70b_1k1k", "70b_1k1k_tp8_conc64_h100-cw_1\n", "ärger_tp8_conc4_h100_1"
            })
    void whatNoGrammarReadsIsNoName(String text) {
        assertThat(ArtifactName.parse(text)).isEmpty();
    }

    @Test
    void aPrefixedNameOfANewKindIsNotTakenForAnOldOneOnAnOddMachine() {
        assertThat(ArtifactName.parse("bmk_dsr1_1k1k_fp4_dynamo-trt_new-piece_7_gb200-nv_0"))
                .isEmpty();
    }

    @Test
    void aPrefixThatAnOldGrammarDoesNotKnowIsNoModel() {
        assertThat(ArtifactName.parse("bmk_gptoss_1k1k_fp8_sglang_tp8_conc64_h100-cw_1")
                        .orElseThrow()
                        .experiment())
                .isEqualTo(new Experiment("gptoss", 1024, 1024, null, false));
    }

    @Test
    void hostileNamesCostNoTime() {
        List<String> pieces =
                List.of("a", "_", "_fp8", "_tp1", "_conc1", "_ep1", "-", ".", "_vllm", "1x", "_h100", "\n", "_mtp-on");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String piece : pieces) {
                ArtifactName.parse(piece.repeat(65_536 / piece.length()));
                ArtifactName.parse(piece.repeat(1_000 / piece.length()));
            }
            for (int seed = 0; seed < 300; seed++) {
                String name = new Random(seed)
                        .ints(120, 0, pieces.size())
                        .mapToObj(pieces::get)
                        .collect(Collectors.joining());
                assertThatNoException().as("seed " + seed).isThrownBy(() -> ArtifactName.parse(name));
            }
        });
    }

    /** A law: composed from parts, read back as the same parts. The templates are written out here once more, by hand. */
    @ParameterizedTest
    @EnumSource(NameGrammar.class)
    void aNameReadsBackAsThePartsItWasMadeOf(NameGrammar grammar) {
        for (int seed = 0; seed < 500; seed++) {
            Parts parts = new Parts(new Random(seed));
            String name = parts.compose(grammar);
            ArtifactName read = ArtifactName.parse(name).orElseThrow();

            assertThat(parts.partsOf(grammar))
                    .as("seed %d: %s", seed, name)
                    .allSatisfy((part, value) ->
                            assertThat(parts.read(read, part)).as(part).isEqualTo(value));
            assertThat(read.grammar()).as("seed %d: %s", seed, name).isEqualTo(grammar.name());
        }
    }
}
