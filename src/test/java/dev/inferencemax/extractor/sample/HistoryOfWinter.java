package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleHistory.dsr1;
import static dev.inferencemax.extractor.sample.SampleHistory.gb200;
import static dev.inferencemax.extractor.sample.SampleHistory.gptoss;
import static dev.inferencemax.extractor.sample.SampleHistory.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** December 2025 and January 2026: schema 2, Run Sweep with changelog and {@code results_bmk}, pull requests. */
final class HistoryOfWinter {

    private final SampleHistory history;

    HistoryOfWinter(SampleHistory history) {
        this.history = history;
    }

    void write() {
        lastNights();
        nothingMeasured();
        runSweeps();
        someSinglesExpired();
        failedButGood();
        twoAttempts();
        disaggregatedAmd();
        pullRequests();
        notFinished();
        side();
    }

    private void lastNights() {
        history.nightly("2025-12-07T04:02:00Z", "full-sweep-1k1k-scheduler.yml")
                .singles(sweep(Generation.G6G, 1024, 1024))
                .files(multinode(Generation.M3, 4), multinode(Generation.M3, 8))
                .collected("results_gptoss_1k1k", "gptoss_")
                .collected("results_dsr1_1k1k", "dsr1_")
                .withRunStats();
    }

    private static SampleResult multinode(Generation generation, int conc) {
        return gb200(generation)
                .spec("mtp")
                .lengths(1024, 1024)
                .prefill(4, 4, true, 5, 20)
                .decode(32, 32, true, 1, 32)
                .concs("4x8")
                .conc(conc);
    }

    private void nothingMeasured() {
        history.pushed("2025-12-15T16:00:00Z", "run-sweep.yml")
                .withChangelog("gptoss-fp4-b200-vllm", false)
                .collected("results_bmk", "nothing begins so")
                .withRunStats();
    }

    private void runSweeps() {
        runSweep("2025-12-17T15:55:33Z", Generation.G7, 1024, 1024);
        runSweep("2026-01-02T22:24:09Z", Generation.G7, 8192, 1024);
        runSweep("2026-01-14T22:27:36Z", Generation.G7, 1024, 8192);
        sweepOf("2026-01-16T18:00:00Z", Generation.G8, 1024, 1024)
                .failedOn("h200")
                .withRunStats();
        history.pushed("2026-01-06T22:51:14Z", "run-sweep.yml")
                .files(multinode(Generation.M3_BMK, 4), multinode(Generation.M3_BMK, 8))
                .files(multinode(Generation.M3_BMK, 4)
                        .framework("dynamo-sglang")
                        .precision("fp8"))
                .collected("results_bmk", "bmk_")
                .withRunStats();
    }

    private void runSweep(String created, Generation generation, int isl, int osl) {
        sweepOf(created, generation, isl, osl).withRunStats();
    }

    private RunWriter sweepOf(String created, Generation generation, int isl, int osl) {
        return history.pushed(created, "run-sweep.yml")
                .withChangelog("gptoss-fp4-b200-trt", false)
                .singles(sweep(generation, isl, osl))
                .collected("results_bmk", "bmk_");
    }

    /** What the aggregate still holds is no loss. */
    private void someSinglesExpired() {
        history.pushed("2025-12-18T12:00:00Z", "run-sweep.yml")
                .singles(gptoss(Generation.G7).hw("h200").conc(8))
                .expired(gptoss(Generation.G7).hw("h200").conc(16), true)
                .collected("results_bmk", "bmk_")
                .withRunStats();
    }

    private void failedButGood() {
        RunWriter run = history.pushed("2026-01-03T20:00:00Z", "run-sweep.yml")
                .singles(
                        dsr1(Generation.G7).hw("b200").ep(8).conc(16),
                        dsr1(Generation.G7).hw("b200").ep(8).conc(32))
                .withRunStats();
        run.run().conclusion("failure");
    }

    /** The job ran again on the same machine: one name, two artifacts, two results. */
    private void twoAttempts() {
        RunWriter run = history.pushed("2026-01-05T09:00:00Z", "run-sweep.yml")
                .singles(
                        gptoss(Generation.G7).hw("mi300x").conc(8),
                        gptoss(Generation.G7).hw("mi300x").conc(8),
                        gptoss(Generation.G7).hw("mi300x").conc(16))
                .collected("results_bmk", "bmk_")
                .withRunStats();
        run.run().attempt(2);
    }

    /** The label is a machine, the model a path. */
    private void disaggregatedAmd() {
        history.pushed("2026-01-08T06:00:00Z", "run-sweep.yml")
                .files(dsr1(Generation.M3_BMK)
                        .hw("mi355x-amd_0")
                        .runner("mi355x-amd_0")
                        .framework("sglang-disagg")
                        .servedAs("/models/DeepSeek-R1")
                        .prefill(1, 8, true, 1, 8)
                        .decode(1, 8, true, 2, 16)
                        .conc(64))
                .collected("results_bmk", "bmk_");
    }

    private void pullRequests() {
        history.pullRequest("2025-12-20T11:00:00Z", "run-sweep.yml", "vllm-0.14")
                .singles(gptoss(Generation.G7)
                        .hw("h100")
                        .image("vllm/vllm-openai:v0.14.0rc1")
                        .conc(8))
                .collected("results_bmk", "bmk_");
        RunWriter fork = history.pullRequest("2026-01-09T11:00:00Z", "run-sweep.yml", "main")
                .singles(gptoss(Generation.G7).hw("h100").conc(8));
        fork.run().fromFork();
        history.onBranch("2026-01-11T11:00:00Z", "e2e-tests.yml", "tuning")
                .singles(dsr1(Generation.G7).hw("h200").spec("mtp").conc(4))
                .collectedAll();
    }

    private void notFinished() {
        history.pushed("2026-01-12T10:00:00Z", "run-sweep.yml").run().conclusion("cancelled");
        history.repository
                .run(SampleHistory.runIdAt("2026-01-30T23:00:00Z"))
                .created("2026-01-30T23:00:00Z")
                .workflow("run-sweep.yml")
                .inProgress()
                .has(gptoss(Generation.G8).hw("b200").conc(4).artifact());
    }

    private void side() {
        history.pushed("2026-01-28T10:00:00Z", "run-sweep.yml")
                .withChangelog("dsr1-fp8-h200-sglang", false)
                .singles(dsr1(Generation.G8)
                        .hw("h200")
                        .runner("h200-nb_0")
                        .spec("mtp")
                        .conc(256))
                .beside(
                        "eval_results_all",
                        "agg_eval_all.json",
                        List.of(
                                accuracy(256, Map.of("spec_decoding", "mtp", "em_strict", 0.95)),
                                accuracy(16, Map.of("em_strict", 0.94))))
                .beside(
                        "eval_dsr1_1k1k_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc256_specdecode_mtp_h200-nb_0",
                        "meta_env.json",
                        Map.of("hw", "h200"))
                .beside(
                        "server_logs_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc256_specdecode_mtp_h200-nb_0",
                        "server.log",
                        "ready")
                .collected("results_bmk", "bmk_")
                .withRunStats();
        history.dispatched("2026-01-29T10:00:00Z", "profile.yml")
                .beside(
                        "profile_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc64_h200-nb_0",
                        "trace.json",
                        SampleHistory.profileOf("moe"));
    }

    /** A row of the first aggregates: it tells its lengths only by where it was taken from. */
    private static Map<String, Object> accuracy(int conc, Map<String, Object> more) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model_prefix", "dsr1");
        row.put("model", "deepseek-ai/DeepSeek-R1-0528");
        row.put("hw", "H200");
        row.put("framework", "sglang");
        row.put("precision", "fp8");
        row.put("tp", 8);
        row.put("ep", 1);
        row.put("conc", conc);
        row.put("dp_attention", "false");
        row.put("task", "gsm8k");
        row.put("n_eff", 1319);
        row.put(
                "source",
                "eval_results/eval_dsr1_1k1k_dsr1_1k1k_fp8_sglang_tp8_ep1_dpa_false_conc" + conc
                        + "_h200-nb_0/results_2026-01-28T10-31-02.123456.json");
        row.putAll(more);
        return row;
    }
}
