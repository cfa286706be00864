package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whatever bytes arrive, reading them ends in readings. An ordinary run tries the inputs beside this class in the
 * resources; the profile {@code fuzz} looks for new ones and leaves there what it finds.
 */
class FormatFuzzTest {

    /** One of each way to read a file: the first byte of an input chooses. */
    private static final List<String> ARTIFACTS = List.of(
            "results_bmk",
            "70b_1k1k_tp8_conc64_h100-cw_1",
            "dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0",
            "bmk_dsr1_8k1k_fp4_ptp4pep4_dtp32dep32_dynamo-trt_specdec-mtp_conc128x269_gb200-nv_0",
            "bmk_agentic_dsr1_tp8_conc16_kvnone_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0",
            "bmk_unreadable");

    @FuzzTest(maxDuration = "2m")
    void anyNameIsOfAKindAndIsReadOrNot(byte @NotNull [] bytes) {
        String name = new String(bytes, StandardCharsets.UTF_8);

        assertThat(ArtifactKind.of(name)).isNotNull();
        ArtifactName.parse(name).ifPresent(read -> {
            assertThat(read.exp()).isNotEmpty();
            assertThat(read.experiment()).isNotNull();
            assertThat(ArtifactKind.of(name)).isNotEqualTo(ArtifactKind.OTHER);
        });
    }

    @FuzzTest(maxDuration = "2m")
    void anyFileGivesReadings(byte @NotNull [] bytes) {
        String artifact = bytes.length == 0 ? "" : ARTIFACTS.get(Math.floorMod(bytes[0], ARTIFACTS.size()));

        for (Reading reading : PublishedJson.read(bytes, artifact, "test.yml", "agg_x_isl_1_osl_2_gpus_3.json")) {
            if (reading instanceof Reading.Result result) {
                assertThat(result.result().configuration().key()).isNotNull();
                assertThat(result.result().unknown()).noneMatch(word -> word.contains(";"));
                assertThat(result.result().flags()).noneMatch(flag -> flag.contains(";"));
                ResultColumn.all()
                        .forEach(column -> assertThat(column.cell(result.result()))
                                .as(column.name())
                                .doesNotContain("\0"));
            } else if (reading instanceof Reading.Rejected rejected) {
                assertThat(rejected.detail()).hasSizeBetween(1, 1_000).doesNotContain("\0");
            }
        }
    }
}
