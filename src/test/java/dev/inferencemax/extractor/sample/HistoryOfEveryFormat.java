package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleHistory.dsr1;
import static dev.inferencemax.extractor.sample.SampleHistory.gb200;
import static dev.inferencemax.extractor.sample.SampleHistory.gptoss;
import static dev.inferencemax.extractor.sample.SampleHistory.llama;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All that was ever published, one run a subject. Quirks by their number in the format's atlas. */
final class HistoryOfEveryFormat {

    private static final Instant START = Instant.parse("2025-08-12T19:00:00Z");
    private static final long PURGED = 20_286_769_842L;
    private static final long OVERRIDDEN = 22_806_827_144L;

    private final SampleHistory history;

    HistoryOfEveryFormat(SampleHistory history) {
        this.history = history;
    }

    void write() {
        everyGeneration();
        aggregatesOfEveryKind();
        everyTail();
        misleadingNames();
        labelsAndModels();
        oddValues();
        machinesAndAttempts();
        hundredAndThirtyJobs();
        runsOfASpecialKind();
        reusedRuns();
        leftBehind();
        unofficialRuns();
        damagedAndLost();
        whatIsNoResult();
    }

    private void everyGeneration() {
        Instant created = START;
        for (Generation generation : Generation.values()) {
            RunWriter run = history.pushed(created.toString(), "run-sweep.yml").files(resultsOf(generation));
            if (!generation.isRaw()) {
                run.collected("results_bmk", "");
            }
            created = created.plus(8, ChronoUnit.DAYS);
        }
    }

    private static SampleResult[] resultsOf(Generation generation) {
        if (generation.isAgentic() && !generation.hasRoles()) {
            return new SampleResult[] {
                dsr1(generation).hw("b200").tp(8).ep(8).conc(16).offload(generation == Generation.A3 ? "dram" : "cpu")
            };
        }
        return generation.isMultinode()
                ? new SampleResult[] {multinode(generation, 4), multinode(generation, 8)}
                : new SampleResult[] {gptoss(generation).hw("h100").tp(8).conc(64)};
    }

    private static SampleResult multinode(Generation generation, int conc) {
        return gb200(generation)
                .spec(generation == Generation.M1 ? "none" : "mtp")
                .prefill(4, 4, true, 2, 8)
                .decode(8, 8, true, 1, 28)
                .gpus(36)
                .concs("4x8")
                .conc(conc)
                .expects("num_prefill_gpu", generation.hasRoles() || generation == Generation.M2_LATE ? "8" : "")
                .expects("num_decode_gpu", generation.hasRoles() || generation == Generation.M2_LATE ? "28" : "");
    }

    /** Quirks 16 and 17, and rows of which there is no single artifact. */
    private void aggregatesOfEveryKind() {
        history.pushed("2025-08-22T10:00:00Z", "workflow-scheduler.yml")
                .singles(llama(Generation.G2).hw("h100").tp(2).conc(4))
                .withoutArtifact(llama(Generation.G2).hw("h100").tp(2).conc(8))
                .collected("Results - 70b_1k1k", "70b_")
                .withPlots("70b_1k1k");
        history.pushed("2025-08-24T10:00:00Z", "workflow-scheduler.yml")
                .withoutArtifact(
                        dsr1(Generation.G2).hw("h200").lengths(8192, 1024).conc(8))
                .collected("results_dsr1_8k1k", "dsr1_");
        history.dispatched("2025-11-07T10:00:00Z", "e2e-tests.yml")
                .singles(
                        gptoss(Generation.G1).hw("h100").conc(4),
                        gptoss(Generation.G6F).hw("h200").conc(8))
                .withoutArtifact(gptoss(Generation.G4C)
                        .hw("h200")
                        .conc(32)
                        .expects("isl", "")
                        .expects("osl", ""))
                .withoutArtifact(gptoss(Generation.G6F).hw("h200").conc(64))
                .collectedAll();
        history.pushed("2025-12-15T17:00:00Z", "run-sweep.yml").collected("results_bmk", "nothing begins so");
    }

    /** Quirks 9, 10 and 22: a file for each concurrency, under every name a launcher gave it. */
    private void everyTail() {
        history.pushed("2025-09-26T10:00:00Z", "full-sweep-scheduler.yml")
                .files(gb200(Generation.M2)
                        .framework("dynamo-sglang")
                        .precision("fp8")
                        .servedAs("deepseek-ai/DeepSeek-R1")
                        .gpus(72)
                        .conc(4096));
        history.pushed("2026-02-01T10:00:00Z", "run-sweep.yml")
                .files(
                        roles(Generation.M3_BMK, 4).tail("isl_1024_osl_1024_dep8_conc4_gpus_36_ctx_8_gen_28"),
                        roles(Generation.M3_BMK, 8).tail("isl_1024_osl_1024_dep8_conc8_gpus_36_ctx_8_gen_28"));
        history.pushed("2026-03-01T10:00:00Z", "run-sweep.yml")
                .files(dsr1(Generation.M4)
                        .hw("mi355x-disagg")
                        .framework("sglang-disagg")
                        .prefill(1, 8, true, 1, 8)
                        .decode(1, 8, true, 2, 16)
                        .conc(64)
                        .tail("concurrency_64_req_rate_inf_gpus_24_ctx_8_gen_16"));
        history.pushed("2026-05-05T10:00:00Z", "run-sweep.yml")
                .files(roles(Generation.M4, 4)
                        .concs("4")
                        .prefill(8, 8, true, 1, 8)
                        .aggregatedMultinode()
                        .tail("isl_1024_osl_1024_conc4_gpus_8"));
    }

    private static SampleResult roles(Generation generation, int conc) {
        return gb200(generation)
                .prefill(4, 4, true, 2, 8)
                .decode(8, 8, true, 1, 28)
                .concs("4x8")
                .conc(conc);
    }

    /** Quirks 1 to 5, 14 and 23. */
    private void misleadingNames() {
        history.dispatched("2025-10-27T19:50:00Z", "test.yml")
                .singles(
                        gptoss(Generation.G5)
                                .exp("dsr1_1k1k")
                                .hw("h200")
                                .conc(4)
                                .expects("isl", "")
                                .expects("osl", "")
                                .flagged("exp_untrusted"),
                        dsr1(Generation.G5)
                                .exp("dsr1_test_1024_8192")
                                .hw("h200")
                                .lengths(1024, 8192)
                                .conc(8));
        history.pushed("2025-12-06T04:00:00Z", "full-sweep-1k1k-scheduler.yml")
                .files(roles(Generation.M3, 4)
                        .model("gptoss")
                        .servedAs("/mnt/lustre01/models/gpt-oss-120b")
                        .exp("dsr1_1k1k")
                        .flagged("name_json_conflict:model"));
        history.dispatched("2025-10-02T10:00:00Z", "runner-sweep-test.yml")
                .singles(dsr1(Generation.G4A)
                        .exp("dsr1_test")
                        .hw("b200-nb_1")
                        .runner("b200-nb_1")
                        .conc(4)
                        .expects("isl", "1024")
                        .expects("osl", "1024")
                        .flagged("isl_osl_from_workflow"));
        history.dispatched("2025-10-02T11:00:00Z", "full-sweep-test.yml")
                .singles(dsr1(Generation.G4A).exp("dsr1_test").hw("h200").conc(4));
        history.pushed("2026-01-12T10:00:00Z", "run-sweep.yml")
                .singles(gptoss(Generation.G7).hw("h200").spec("mtp").conc(4))
                .named(
                        "bmk_gptoss_of_a_kind_to_come",
                        gptoss(Generation.G7)
                                .hw("h200")
                                .conc(8)
                                .expects("format", "G7")
                                .expects("runner", "")
                                .expects("runner_index", "")
                                .flagged("name_unparsed"))
                .named(
                        "bmk_gptoss_1k1k_fp4_vllm_tp8-ep1-dpa_disagg-_spec-_conc16_MI355-gbt350-odcdh5-wbb3",
                        gptoss(Generation.G7)
                                .hw("mi355x")
                                .runner("MI355-gbt350-odcdh5-wbb3")
                                .conc(16)
                                .expects("format", "N8"));
    }

    /** Quirks 6, 19, 20 and 21. */
    private void labelsAndModels() {
        history.pushed("2026-07-04T10:00:00Z", "run-sweep.yml")
                .singles(
                        dsr1(Generation.G9)
                                .hw("cluster:b200-dgxc")
                                .runner("b200-dgxc_03")
                                .conc(4),
                        dsr1(Generation.G9).hw("H200").expects("gpu", "h200").conc(8),
                        dsr1(Generation.G9).hw("b200-trt").conc(16),
                        dsr1(Generation.G9)
                                .hw("gb300-nv")
                                .servedAs("/models/DeepSeek-R1")
                                .image("nvcr.io#nvidia/sglang:v0.5")
                                .conc(32),
                        aResult(Generation.G9)
                                .model("qwen3.5")
                                .framework("sglang")
                                .precision("bf16")
                                .conc(4),
                        aResult(Generation.G9)
                                .model("novel7b")
                                .servedAs("novel/Model-7B")
                                .framework("newserve")
                                .hw("tpu7")
                                .expects("runner", "tpu7-cw_0")
                                .expects("runner_index", "")
                                .conc(4));
        history.pushed("2026-08-15T10:00:00Z", "run-sweep.yml")
                .singles(
                        dsr1(Generation.G12)
                                .hw("b300")
                                .recipe("12e4".repeat(16))
                                .conc(4),
                        dsr1(Generation.G12).hw("b300").recipe("1".repeat(64)).conc(8));
    }

    /** Quirks 11 and 18, and numbers that no column knows. */
    private void oddValues() {
        history.pushed("2026-03-25T10:00:00Z", "run-sweep.yml")
                .singles(
                        gptoss(Generation.G9)
                                .hw("b200")
                                .conc(4)
                                .field("std_itl", Double.NaN)
                                .field("p99_ttft", Double.POSITIVE_INFINITY)
                                .flagged("not_finite:p99_ttft", "not_finite:std_itl"),
                        gptoss(Generation.G9)
                                .hw("b200")
                                .conc(8)
                                .field("mean_itl", 0)
                                .flagged("not_positive:mean_itl"),
                        gptoss(Generation.G9)
                                .hw("b200")
                                .conc(16)
                                .field("p42.5_ttft", 1.25)
                                .field("odd:key", 2)
                                .field("nested", Map.of("deep", List.of(1, Map.of("er", 2)), "text", "3"))
                                .expects(
                                        "extra_metrics",
                                        "{\"nested.deep.0\":1,\"nested.deep.1.er\":2,\"odd:key\":2,\"p42.5_ttft\":1.25}"));
    }

    /** Quirks 12 and 13. */
    private void machinesAndAttempts() {
        RunWriter run = history.pushed("2026-01-05T10:00:00Z", "run-sweep.yml")
                .singles(
                        gptoss(Generation.G7).hw("h100").runner("h100-cw_1").conc(8),
                        gptoss(Generation.G7).hw("h100").runner("h100-cr_0").conc(8),
                        gptoss(Generation.G7).hw("mi300x").conc(8),
                        gptoss(Generation.G7).hw("mi300x").conc(8));
        run.run().attempt(2);
    }

    /** Quirk 30. */
    private void hundredAndThirtyJobs() {
        history.nightly("2025-10-08T04:00:00Z", "full-sweep-1k1k-scheduler.yml")
                .singles(IntStream.rangeClosed(1, 130)
                        .mapToObj(conc -> gptoss(Generation.G4A)
                                .hw("h200")
                                .tp(4)
                                .conc(conc)
                                .rounded())
                        .toArray(SampleResult[]::new));
    }

    private void runsOfASpecialKind() {
        history.pushed("2026-04-01T10:00:00Z", "run-sweep.yml")
                .withChangelog("dsr1-fp8-h200-sglang", true)
                .singles(
                        dsr1(Generation.G9).hw("h200").conc(4),
                        dsr1(Generation.G9).hw("h200").conc(8))
                .collected("results_bmk", "bmk_");
        history.pushed("2026-08-16T10:00:00Z", "run-sweep.yml")
                .singles(dsr1(Generation.G12).hw("h100").conc(4));
        history.pushed("2026-08-17T10:00:00Z", "run-sweep.yml")
                .withChangelog("dsr1-fp8-h100-sglang", Map.of("append-only", true))
                .singles(
                        dsr1(Generation.G12).hw("h100").conc(4),
                        dsr1(Generation.G12).hw("h100").conc(6));
        history.pushed(PURGED, "2025-12-16T20:00:00Z", "run-sweep.yml")
                .flagged("purged_by_upstream")
                .singles(gptoss(Generation.G7).hw("b200").conc(128));
        history.pushed(OVERRIDDEN, "2026-03-07T20:00:00Z", "run-sweep.yml")
                .flagged("conclusion_overridden")
                .singles(gptoss(Generation.G9).hw("b200").conc(256))
                .run()
                .conclusion("failure");
    }

    /** A run that GitHub still lists, and one of which this copy is all there is. */
    private void reusedRuns() {
        RunWriter listed = history.pullRequest("2026-06-01T10:00:00Z", "run-sweep.yml", "new-image")
                .singles(
                        dsr1(Generation.G9).hw("mi325x").conc(4),
                        dsr1(Generation.G9).hw("mi325x").conc(8));
        history.pushed("2026-06-02T10:00:00Z", "run-sweep.yml").reuses(listed);
        RunWriter forgotten = history.forgotten("2026-06-03T10:00:00Z")
                .withoutArtifact(dsr1(Generation.G9).hw("mi325x").conc(16))
                .withoutArtifact(dsr1(Generation.G9).hw("mi325x").conc(32));
        history.pushed("2026-06-04T10:00:00Z", "run-sweep.yml").reuses(forgotten);
    }

    /** Quirk 25. */
    private void leftBehind() {
        RunWriter earlier = history.pushed("2026-04-10T10:00:00Z", "run-sweep.yml")
                .files(roles(Generation.M4, 4).concs("4"));
        history.pushed("2026-04-11T10:00:00Z", "run-sweep.yml").leftBehind(earlier);
    }

    /** Quirks 24 and 26. */
    private void unofficialRuns() {
        history.pullRequest("2026-02-10T10:00:00Z", "run-sweep.yml", "tuning")
                .singles(gptoss(Generation.G9).hw("mi355x").conc(4));
        history.onBranch("2026-04-27T10:00:00Z", "upload-mock-950dt.yml", "mock")
                .singles(aResult(Generation.G9)
                        .model("dsv4")
                        .hw("mi355x")
                        .framework("sglang")
                        .conc(4));
        RunWriter fork = history.pushed("2026-02-11T10:00:00Z", "run-sweep.yml")
                .flagged("unofficial")
                .singles(gptoss(Generation.G9).hw("mi355x").conc(8));
        fork.run().fromFork();
    }

    private void damagedAndLost() {
        history.pushed("2026-02-20T10:00:00Z", "run-sweep.yml")
                .singles(dsr1(Generation.G9).hw("mi300x").conc(4))
                .damaged(dsr1(Generation.G9).hw("mi300x").conc(8))
                .cutOff(dsr1(Generation.G9).hw("mi300x").conc(16))
                .noZip(dsr1(Generation.G9).hw("mi300x").conc(32))
                .rejected(dsr1(Generation.G9).hw("mi300x").conc(64).without("tput_per_gpu"), "missing_field")
                .rejected(dsr1(Generation.G9).hw("mi300x").conc(128).field("isl", "1024"), "invalid_field")
                .rejected(
                        dsr1(Generation.A1).hw("mi300x").conc(256).field("num_requests_successful", 0),
                        "invalid_field");
        history.pushed("2026-02-21T10:00:00Z", "run-sweep.yml")
                .singles(dsr1(Generation.G9).hw("mi325x").conc(4))
                .expired(dsr1(Generation.G9).hw("mi325x").conc(8), true)
                .collected("results_bmk", "bmk_")
                .expired(dsr1(Generation.G9).hw("mi325x").conc(16), false);
        history.pushed("2026-02-22T10:00:00Z", "run-sweep.yml").expiredAggregate("results_bmk");
    }

    /** Nothing of it is a row; most of it is not even downloaded. */
    private void whatIsNoResult() {
        SampleResult row = dsr1(Generation.G11).hw("h200").conc(512);
        String stem = row.artifactName().replaceFirst("^bmk_", "");
        RunWriter run = history.pushed("2026-08-06T10:00:00Z", "run-sweep.yml")
                .singles(row)
                .withPowerAudit(row)
                .withRunStats()
                .beside(
                        "eval_results_all",
                        "agg_eval_all.json",
                        List.of(Map.of("hw", "H200", "task", "gsm8k", "em_strict", 0.95)))
                .beside("agentic_dsr1_tp8_conc4_kvnone_h200-nb_0", "results/agg_x.json", row.fields());
        for (String kind : List.of(
                "eval_dsr1_1k1k_",
                "server_logs_",
                "multinode_server_logs_",
                "eval_server_logs_",
                "gpu_metrics_",
                "profile_",
                "moe_debug_",
                "multiturn_")) {
            run.beside(kind + stem, "x.json", row.fields());
        }
        run.beside("cxs-allreduce", "x.json", row.fields()).beside("agentic_aggregated", "summary.json", row.fields());
    }
}
