package dev.inferencemax.extractor.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** A result in which no two fields are alike: a column that showed another's would be found out. */
    @Test
    void everyColumnShowsItsOwnField() {
        Role prefill = new Role(new Parallelism(21, 22, 23, 24, 25, true), 26, 27, "b300");
        Role decode = new Role(new Parallelism(31, 32, 33, 34, 35, false), 36, 37, "gb300");
        ServingConfiguration configuration = new ServingConfiguration(
                "family",
                "org/Name",
                "b200",
                new ServingConfiguration.Engine("dynamo-trt", "fp4", "mtp", "cpu"),
                new ServingConfiguration.Workload("fixed-seq", 1024, 8192, 64),
                new ServingConfiguration.Deployment(
                        false, true, new Parallelism(11, 12, 13, 14, 15, true), prefill, decode, 17));
        Labels labels = new Labels("b200-trt", "org/served", "dynamo-trtllm", "image:1", "00ff", "{}", "nixl", "key");
        BenchmarkResult result =
                new BenchmarkResult(configuration, labels, new Metrics(Map.of(), new TreeMap<>()), new TreeSet<>());

        assertThat(ResultColumn.all().stream()
                        .filter(column -> !column.cell(result).isEmpty())
                        .map(column -> column.name() + "=" + column.cell(result)))
                .containsExactlyElementsOf(words("""
                        model=family model_name=org/Name model_id=org/served gpu=b200 hw=b200-trt framework=dynamo-trt
                        framework_raw=dynamo-trtllm precision=fp4 spec_decoding=mtp disagg=false is_multinode=true
                        scenario=fixed-seq isl=1024 osl=8192 conc=64
                        tp=11 pp=12 dcp_size=13 pcp_size=14 ep=15 dp_attention=true
                        prefill_tp=21 prefill_pp=22 prefill_dcp_size=23 prefill_pcp_size=24 prefill_ep=25
                        prefill_dp_attention=true prefill_num_workers=26
                        decode_tp=31 decode_pp=32 decode_dcp_size=33 decode_pcp_size=34 decode_ep=35
                        decode_dp_attention=false decode_num_workers=36
                        num_prefill_gpu=27 num_decode_gpu=37 num_gpus=17 prefill_hw=b300 decode_hw=gb300
                        kv_offloading=cpu image=image:1 recipe_fingerprint=00ff router={} kv_p2p_transfer=nixl
                        """).toList());
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
