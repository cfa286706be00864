package dev.inferencemax.extractor.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultColumnTest {

    @Test
    void columnsStandInTheOrderOfThePublishedCsv() {
        Stream<String> latencies = Stream.of("mean", "median", "std", "p75", "p90", "p95", "p99", "p99.9")
                .flatMap(stat ->
                        Stream.of("ttft", "tpot", "itl", "e2el", "intvty").map(latency -> stat + "_" + latency));

        List<String> expected = Stream.of(words("""
                                model model_name model_id gpu hw framework framework_raw precision spec_decoding disagg
                                is_multinode scenario isl osl conc tp pp dcp_size pcp_size ep dp_attention
                                prefill_tp prefill_pp prefill_dcp_size prefill_pcp_size prefill_ep prefill_dp_attention
                                prefill_num_workers decode_tp decode_pp decode_dcp_size decode_pcp_size decode_ep
                                decode_dp_attention decode_num_workers num_prefill_gpu num_decode_gpu num_gpus prefill_hw
                                decode_hw kv_offloading image recipe_fingerprint router kv_p2p_transfer
                                tput_per_gpu output_tput_per_gpu input_tput_per_gpu
                                """), latencies, words("""
                                avg_power_w joules_per_output_token joules_per_total_token power_valid
                                avg_total_gpu_power_w total_gpu_energy_j joules_per_successful_query
                                joules_per_input_token prefill_gpu_energy_j decode_gpu_energy_j
                                prefill_joules_per_input_token decode_joules_per_output_token prefill_avg_power_w
                                decode_avg_power_w power_metric_schema_version extra_metrics
                                """))
                .flatMap(names -> names)
                .toList();

        assertThat(ResultColumn.all()).extracting(ResultColumn::name).containsExactlyElementsOf(expected);
    }

    @Test
    void everyColumnSaysWhatItMeans() {
        assertThat(ResultColumn.all())
                .allSatisfy(column -> assertThat(column.meaning()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "model, TEXT, ",
        "isl, INTEGER, tokens",
        "decode_dp_attention, BOOLEAN, ",
        "num_gpus, INTEGER, GPUs",
        "tput_per_gpu, NUMBER, tokens/s/GPU",
        "p99.9_ttft, NUMBER, s",
        "mean_intvty, NUMBER, tokens/s/user",
        "power_valid, INTEGER, ",
        "extra_metrics, TEXT, ",
    })
    void everyColumnHasATypeAndMostNumbersAUnit(String name, ResultColumn.Type type, String unit) {
        assertThat(ResultColumn.all())
                .filteredOn(column -> column.name().equals(name))
                .singleElement()
                .satisfies(column -> {
                    assertThat(column.type()).isEqualTo(type);
                    assertThat(column.unit()).isEqualTo(unit);
                });
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"));
    }
}
