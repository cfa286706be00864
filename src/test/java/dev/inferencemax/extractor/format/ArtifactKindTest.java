package dev.inferencemax.extractor.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.format.ArtifactKind.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArtifactKindTest {

    @ParameterizedTest
    @CsvSource({
        "gptoss_1k1k_fp4_vllm_tp8_ep1_dpa_false_conc8_h100-cw_1, SINGLE, RESULT",
        "bmk_something_no_grammar_reads, SINGLE, RESULT",
        "bmk_agentic_x, SINGLE, RESULT",
        "agg_dsr1_1k1k_fp8_sglang_tp8_conc4_h100-cw_1, SINGLE, RESULT",
        "results_dsr1_1k1k, AGGREGATE, RESULT",
        "results_all, AGGREGATE, RESULT",
        "results_bmk, AGGREGATE, RESULT",
        "Results - 70b_1k1k, AGGREGATE, RESULT",
        "agg_bmk, AGGREGATE_FILE, RESULT",
        "agg_dsr1_1k1k, AGGREGATE_FILE, RESULT",
        "graphs_dsr1_1k1k, GRAPHS, NONE",
        "Graphs - dsr1_1k1k, GRAPHS, NONE",
        "Graph - dsr1_1k1k, GRAPHS, NONE",
        "Throughput vs. Interactivity Graph - 70b_1k1k, GRAPHS, NONE",
        "tput_vs_e2el_70b, GRAPHS, NONE",
        "run-stats, RUN_STATS, SIDE",
        "run-stats-2, OTHER, NONE",
        "changelog-metadata, CHANGELOG, SIDE",
        "reused-ingest-artifacts, REUSED, SIDE",
        "eval_results_all, EVAL_AGGREGATE, SIDE",
        "agg_eval_all, EVAL_AGGREGATE, SIDE",
        "eval_dsr1_1k1k_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc8_h100-cw_1, EVAL, NONE",
        "eval_server_logs_x, LOGS, NONE",
        "server_logs_dsr1_1k1k_fp8_sglang_tp8_conc4_h100-cw_1, LOGS, NONE",
        "multinode_server_logs_x, LOGS, NONE",
        "gpu_metrics_x, LOGS, NONE",
        "eval_gpu_metrics_x, LOGS, NONE",
        "power_audit_dsr1_1k1k_fp8_sglang_tp8_conc4_h100-cw_1, POWER_AUDIT, NONE",
        "agentic_aggregated, AGENTIC_TREE, NONE",
        "agentic_dsr1_tp8_conc4_h100-cw_1, AGENTIC_TREE, NONE",
        "profile_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc8_h100-cw_1, FOREIGN, NONE",
        "multiturn_tp8_users4_offloadon, FOREIGN, NONE",
        "cxs-anything, FOREIGN, NONE",
        "something else, OTHER, NONE",
    })
    void isToldByTheNameAlone(String name, ArtifactKind kind, Use use) {
        assertThat(ArtifactKind.of(name)).isEqualTo(kind);
        assertThat(ArtifactKind.of(name).use()).isEqualTo(use);
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfManyJobsLieInAggregatesAndInTheirBareFiles(ArtifactKind kind) {
        assertThat(kind.isAggregate()).isEqualTo(kind.name().startsWith("AGGREGATE"));
    }

    @ParameterizedTest
    @CsvSource({
        "results_bmk, true",
        "agg_bmk, true",
        "agg_eval_all, false",
        "agg_dsr1_1k1k_fp8_sglang_tp8_conc4_h100-cw_1, false",
        "bmk_x, false"
    })
    void anAggregateIsToldByItsName(String name, boolean aggregate) {
        assertThat(ArtifactKind.isAggregate(name)).isEqualTo(aggregate);
    }

    @Test
    void anEmptyNameIsOfNoKind() {
        assertThat(ArtifactKind.of("")).isEqualTo(ArtifactKind.OTHER);
    }

    @Test
    void lineBreaksInANameChangeNothing() {
        assertThat(ArtifactKind.of("results_\nx")).isEqualTo(ArtifactKind.AGGREGATE);
        assertThat(ArtifactKind.of("run-stats\n")).isEqualTo(ArtifactKind.OTHER);
        assertThat(ArtifactKind.of("70b_1k1k_tp8_conc64_h100-cw_1\n")).isEqualTo(ArtifactKind.OTHER);
    }

    @ParameterizedTest
    @EnumSource(NameGrammar.class)
    void everyGrammarNamesASingleArtifact(NameGrammar grammar) {
        assertThat(ArtifactKind.of(grammar.example())).isEqualTo(ArtifactKind.SINGLE);
    }
}
