package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accuracy is read from a run's aggregate, and one by one only where there is none to be had. */
class SingleEvalsTest {

    private static final String STEM =
            "dsr1_1k1k_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc64_specdecode_mtp_h200-nb_0";

    @TempDir
    private static Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "all", "aggregated"})
    void whatNoAggregateHoldsIsReadFromTheSingleArtifactsAndNothingElseIsFetched(String mode) {
        Workplace work = new Workplace(directory.resolve(mode));
        SampleArtifact needless = single("0.11");
        try (SampleGitHub github = SampleGitHub.start()) {
            github.repository()
                    .run(21_400_000_001L)
                    .created("2026-01-29T10:00:00Z")
                    .has(single("0.91"));
            github.repository()
                    .run(21_400_000_002L)
                    .created("2026-01-29T11:00:00Z")
                    .has(aggregate("0.92").expired(), single("0.93"));
            github.repository()
                    .run(21_400_000_003L)
                    .created("2026-01-29T12:00:00Z")
                    .has(aggregate("0.94"), needless);

            int exitCode = work.runHere("--download=" + mode, "--api-url=" + github.apiUrl());

            assertThat(exitCode).as("side information is never a loss").isZero();
            assertThat(github.requests().downloadsOf(needless.id())).isZero();
        }
        List<Map<String, String>> evals = work.rows("evals.csv");
        assertThat(evals)
                .extracting(row -> row.get("run_id") + " " + row.get("em_strict"))
                .containsExactly("21400000001 0.91", "21400000002 0.93", "21400000003 0.94");
        assertThat(evals.get(1))
                .containsEntry("artifact_name", "eval_" + STEM)
                .containsEntry("model", "dsr1")
                .containsEntry("gpu", "h200")
                .containsEntry("framework", "sglang")
                .containsEntry("spec_decoding", "mtp")
                .containsEntry("isl", "1024")
                .containsEntry("osl", "8192")
                .containsEntry("conc", "64")
                .containsEntry("tp", "8")
                .containsEntry("dp_attention", "false")
                .containsEntry("task", "gsm8k")
                .containsEntry("score_name", "exact_match,strict-match")
                .containsEntry("score_se", "0.006")
                .containsEntry("source", "results_2026-01-29.json");
    }

    private static SampleArtifact aggregate(String score) {
        return anArtifact("eval_results_all")
                .file("agg_eval_all.json", "[{\"hw\": \"H200\", \"task\": \"gsm8k\", \"em_strict\": " + score + "}]");
    }

    private static SampleArtifact single(String score) {
        return anArtifact("eval_" + STEM)
                .file("meta_env.json", """
                        {"model": "deepseek-ai/DeepSeek-R1-0528", "infmax_model_prefix": "dsr1", "hw": "h200",
                         "framework": "sglang", "precision": "fp8", "spec_decoding": "mtp", "tp": 8, "ep": 1, "conc": 64,
                         "dp_attention": false, "isl": "1024", "osl": "8192"}
                        """)
                .file("results_2026-01-29.json", """
                        {"results": {"gsm8k": {"alias": "gsm8k", "exact_match,strict-match": %s,
                         "exact_match_stderr,strict-match": 0.006}}, "lm_eval_version": "0.4.9"}
                        """.formatted(score))
                .file("samples_gsm8k.jsonl", "{\"doc_id\": 0}\n");
    }
}
