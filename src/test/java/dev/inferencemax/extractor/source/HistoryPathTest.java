package dev.inferencemax.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPathTest {

    @ParameterizedTest
    @CsvSource({
        // the run, the artifact and the file
        "docs/data/18297920860-70b_1k1k_tp8_conc64_h100-cw_1__agg_70b_1k1k_tp8_conc64_h100-cw_1.json,"
                + "18297920860,,70b_1k1k_tp8_conc64_h100-cw_1,agg_70b_1k1k_tp8_conc64_h100-cw_1.json",
        "18297920860-run-stats__run_stats.json,18297920860,,run-stats,run_stats.json",
        // the artifact's id as well
        "docs/data/18297920860-4198404042-results_dsr1_1k1k__agg_dsr1_1k1k.json,"
                + "18297920860,4198404042,results_dsr1_1k1k,agg_dsr1_1k1k.json",
        // dashes and underscores in the later fields
        "18297920860-dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0__agg_dsr1_1k1k_ctx1__gen1_gpus20.json,"
                + "18297920860,,dsr1_1k1k_fp4_dynamo-trtllm_mtp-on_gb200-nv_0,agg_dsr1_1k1k_ctx1__gen1_gpus20.json",
        "18297920860-a__b__agg_a__b.json,18297920860,,a__b,agg_a__b.json",
        "18297920860-8k1k-odd__results.json,18297920860,,8k1k-odd,results.json",
        // no run
        "results_bmk__agg_bmk.json,0,,results_bmk,agg_bmk.json",
        "a/b/agg_bmk.json,0,,results_bmk,agg_bmk.json",
        "bmk_dsr1_1k1k_fp8_sglang_tp8.json,0,,bmk_dsr1_1k1k_fp8_sglang_tp8,bmk_dsr1_1k1k_fp8_sglang_tp8.json",
        // a folder a run, with or without one an artifact
        "raw/run_20413316138/agg_bmk.json,20413316138,,results_bmk,agg_bmk.json",
        "run_7/results_bmk/agg_bmk.json,7,,results_bmk,agg_bmk.json",
        "run_7/bmk_x/deeper/agg_x.json,7,,bmk_x,agg_x.json",
        "run_7/bmk_x__agg_x.json,7,,bmk_x,agg_x.json",
        "run_7/anything.json,7,,anything,anything.json",
        // multinode files end twice
        "run_7/m/agg_m.json.json,7,,m,agg_m.json.json",
    })
    void aPathTellsTheRunTheArtifactAndTheFile(String path, long run, @Nullable Long id, String artifact, String file) {
        assertThat(HistoryPath.of(path)).contains(new HistoryPath(run, id, artifact, file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package.json",
                "docs/summary_compact.json",
                "agg_bmk.json.gz",
                "agg_bmk.csv",
                "run_7/run.json",
                "run_7/artifacts.json",
                "run_x/y.txt",
                "__agg_.txt",
                "",
            })
    void otherFilesAreNone(String path) {
        assertThat(HistoryPath.of(path)).isEmpty();
    }

    @Test
    void aPathLongerThanAnyFileSystemAllowsIsNone() {
        assertThat(HistoryPath.of("a/".repeat(3_000) + "agg_bmk.json")).isEmpty();
    }
}
