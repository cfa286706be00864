package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTailTest {

    @ParameterizedTest
    @CsvSource({
        "agg_x_ctx1_gen4_tep8_batch32_eplb0_mtp3_conc36_gpus36.json,,,,,true",
        "agg_x_isl_8192_osl_1024_concurrency_128_req_rate_inf_gpus72.json,8192,1024,,,",
        "agg_x_isl_8192_osl_1024_concurrency_128_req_rate_inf_gpus_72_ctx_8_gen_64.json,8192,1024,8,64,true",
        "agg_x_isl8192_osl1024_dir_conc4_gpus_12_ctx_8_gen_4.json,8192,1024,8,4,true",
        "agg_x_dir_conc4_gpus_8.json,,,,,",
        "agg_x_conc4_gpusresults_concurrency_4_gpus_12_ctx_8_gen_4.json.json,,,8,4,true",
        "agg_x_gpus_1_ctx_2_gen_3_gpus_12_ctx_8_gen_4.json,,,8,4,true",
        "agg_x_isl_0_osl_0_gpus_12_ctx_99999999999_gen_4.json,,,,4,",
    })
    void readsEveryLaunchersTail(
            String file, Integer isl, Integer osl, Integer prefill, Integer decode, Boolean disagg) {
        assertThat(FileTail.of(file)).isEqualTo(new FileTail(isl, osl, prefill, decode, disagg));
    }

    @Test
    void aNameWithoutEndSaysNothing() {
        assertThat(FileTail.of("_gpus_1_ctx_1_gen_1".repeat(1_000))).isEqualTo(FileTail.NONE);
    }
}
