package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row says against itself. */
class RowFindingsTest {

    /** A row with which nothing is wrong: 8 requests of 1024 + 1024 tokens on 4 GPUs. */
    private static final String SOUND =
            "scenario=fixed-seq hw=h100 is_multinode=false tp=4 num_gpus=4 isl=1024 osl=1024"
                    + " conc=8 tput_per_gpu=737.28 output_tput_per_gpu=368.64 input_tput_per_gpu=368.64"
                    + " mean_ttft=0.2 median_ttft=0.1 p90_ttft=0.3 p99_ttft=2 p99.9_ttft=2"
                    + " mean_tpot=0.005 mean_intvty=200 median_tpot=0.004 median_intvty=250 p99_tpot=0.008 p99_intvty=125"
                    + " std_tpot=0.001 std_intvty=1000 mean_e2el=5";

    static Stream<Arguments> broken() {
        return Stream.of(
                rule(Flag.THROUGHPUT_SUM, "input_tput_per_gpu=360", "360 in and 368.64 out, 737.28 in all"),
                rule(
                        Flag.THROUGHPUT_SUM,
                        "is_multinode=true num_prefill_gpu=1 num_decode_gpu=3 input_tput_per_gpu=1500",
                        "1500 in and 368.64 out, 737.28 in all"),
                rule(
                        Flag.OUTPUT_EXCEEDS_TOTAL,
                        "output_tput_per_gpu=740 input_tput_per_gpu=",
                        "740 out, 737.28 in all"),
                rule(Flag.PERCENTILES_DISORDERED, "p99.9_ttft=1.9", "ttft: p99_ttft 2, p99.9_ttft 1.9"),
                rule(
                        Flag.PERCENTILES_DISORDERED,
                        "p90_ttft= p99_ttft=0.05 p99.9_ttft=",
                        "ttft: median_ttft 0.1, p99_ttft 0.05"),
                rule(
                        Flag.PERCENTILES_DISORDERED,
                        "p99_tpot= p99_intvty=251",
                        "intvty: median_intvty 250, p99_intvty 251"),
                rule(Flag.INTVTY_NOT_INVERSE, "mean_intvty=201", "mean: mean_tpot 0.005, mean_intvty 201"),
                rule(Flag.E2EL_BELOW_TTFT, "mean_e2el=0.1 mean_tpot= isl=", "mean_e2el 0.1, mean_ttft 0.2"),
                rule(Flag.E2EL_OUT_OF_BAND, "mean_tpot=0.01 mean_intvty=100", "mean_e2el 5 is 0.479 of it"),
                rule(
                        Flag.CONCURRENCY_NOT_KEPT,
                        "num_gpus=8",
                        "tput_per_gpu 737.28 × num_gpus 8 × mean_e2el 5 is 2.000 of it"),
                rule(Flag.TTFT_TAIL, "p99_ttft=10.1 p99.9_ttft=10.2", "p99_ttft 10.1, median_ttft 0.1"),
                rule(Flag.HW_IS_MACHINE, "hw=h100-cw_1", "h100-cw_1"),
                rule(
                        Flag.ROLE_SIZES_DISAGREE,
                        "decode_tp=4 decode_pp=2 decode_num_workers=3 num_decode_gpu=32",
                        "decode: 32, the product is 24"),
                rule(Flag.CONC_IMPLAUSIBLE, "conc=40000 mean_e2el=", "conc 40000"),
                rule(Flag.GPUS_IMPLAUSIBLE, "num_gpus=16 mean_e2el=", "num_gpus 16, is_multinode false"),
                rule(
                        Flag.GPUS_IMPLAUSIBLE,
                        "is_multinode=true num_prefill_gpu=4 num_decode_gpu=8 num_gpus=16 mean_e2el= input_tput_per_gpu=",
                        "num_gpus 16, is_multinode true"),
                rule(Flag.LENGTHS_IMPLAUSIBLE, "osl=1 mean_e2el=", "isl 1024, osl 1"));
    }

    private static Arguments rule(Flag flag, String change, String detail) {
        return Arguments.of(flag, change, detail);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenRuleIsAFlagThatSaysWhatWasFound(Flag flag, String change, String detail) {
        assertThat(RowFindings.of(row(change))).singleElement().satisfies(finding -> {
            assertThat(finding.flag()).isEqualTo(flag);
            assertThat(finding.detail()).isEqualTo(detail);
        });
    }

    @Test
    void everyRuleIsBrokenOnceAbove() {
        Set<Flag> raisedByReaders = EnumSet.of(
                Flag.EP_UNKNOWN,
                Flag.TP_IS_GPU_COUNT,
                Flag.MODEL_UNKNOWN,
                Flag.NOT_FINITE,
                Flag.NOT_A_NUMBER,
                Flag.NOT_POSITIVE,
                Flag.INVALID_FIELD);

        assertThat(broken().map(rule -> rule.get()[0]).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Flag.values())
                        .filter(flag -> flag.source() == Flag.Source.RECORD)
                        .filter(flag -> !raisedByReaders.contains(flag))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // each role's tokens by its own GPUs, as published since November 2025: 4 × 737.28 in all
                "is_multinode=true num_prefill_gpu=1 num_decode_gpu=3 input_tput_per_gpu=1474.56 output_tput_per_gpu=491.52",
                // more output per decode GPU than there are tokens per GPU is no contradiction
                "is_multinode=true num_prefill_gpu=3 num_decode_gpu=1 input_tput_per_gpu=491.52 output_tput_per_gpu=1474.56",
                // by all GPUs, as published before
                "is_multinode=true num_prefill_gpu=1 num_decode_gpu=3",
                // no role decodes: all do both
                "is_multinode=true num_prefill_gpu=4 num_decode_gpu=0",
                // two jobs, one node: an agent's requests have no length, and its own idea of interactivity
                "scenario=agentic-coding isl= osl= mean_e2el=500 p99_ttft=99 p99.9_ttft=99",
                "decode_tp=4 decode_pcp_size=2 decode_num_workers=3 num_decode_gpu=24",
                "p90_ttft=2 p99_ttft=2", // equal is in order
            })
    void whatIsInOrderIsNotFlagged(String change) {
        assertThat(RowFindings.of(row(change))).isEmpty();
    }

    @Test
    void whatIsNotPublishedBreaksNoRule() {
        assertThat(RowFindings.of(Collections.nCopies(DatasetColumn.RESULT.size(), "")))
                .isEmpty();
    }

    private static List<String> row(String change) {
        List<String> cells = new ArrayList<>(Collections.nCopies(DatasetColumn.RESULT.size(), ""));
        for (String cell : (SOUND + " " + change).strip().split(" ", -1)) {
            String[] parts = cell.split("=", 2);
            cells.set(DatasetColumn.place(parts[0]), parts[1]);
        }
        return cells;
    }
}
