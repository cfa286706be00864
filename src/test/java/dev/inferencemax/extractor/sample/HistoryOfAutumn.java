package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleHistory.dsr1;
import static dev.inferencemax.extractor.sample.SampleHistory.gb200;
import static dev.inferencemax.extractor.sample.SampleHistory.gptoss;
import static dev.inferencemax.extractor.sample.SampleHistory.llama;
import static dev.inferencemax.extractor.sample.SampleHistory.sweep;

/** 7 October to 30 November 2025: nightly sweeps a sequence length, branch runs ahead of main, GB200 runs. */
final class HistoryOfAutumn {

    private final SampleHistory history;

    HistoryOfAutumn(SampleHistory history) {
        this.history = history;
    }

    void write() {
        nights();
        nightWithoutCollection();
        oldTemplates();
        branches();
        sweepsOfThePullRequest();
        november();
        nightOfFaults();
        gb200Tests();
        endToEndTest();
        unrelated();
    }

    private void nights() {
        night("2025-10-07T04:02:00Z", "1k1k", Generation.G4A, 1024, 1024);
        night("2025-10-07T04:05:00Z", "1k8k", Generation.G4A, 1024, 8192);
        night("2025-10-07T04:08:00Z", "8k1k", Generation.G4A, 8192, 1024);
        night("2025-10-16T04:02:00Z", "1k1k", Generation.G4B, 1024, 1024);
        night("2025-10-16T04:05:00Z", "8k1k", Generation.G4B, 8192, 1024);
        night("2025-10-20T04:02:00Z", "1k1k", Generation.G4C, 1024, 1024);
        night("2025-10-20T04:05:00Z", "1k8k", Generation.G4C, 1024, 8192);
        night("2025-10-20T04:08:00Z", "8k1k", Generation.G4C, 8192, 1024);
    }

    private void night(String created, String lengths, Generation generation, int isl, int osl) {
        RunWriter run = history.nightly(created, "full-sweep-" + lengths + "-scheduler.yml")
                .singles(sweep(generation, isl, osl))
                .singles(llama(generation).lengths(isl, osl).conc(16));
        if (lengths.equals("1k1k")) {
            run.files(
                            gb200(Generation.M2)
                                    .spec("mtp")
                                    .conc(512)
                                    .gpus(36)
                                    .tail("ctx1_gen1_dep32_batch16_eplb0_mtp3_conc512_gpus36"),
                            gb200(Generation.M2).spec("mtp").conc(4).gpus(36))
                    .files(
                            gb200(Generation.M2).conc(4).gpus(36),
                            gb200(Generation.M2).conc(4300).gpus(12))
                    .files(
                            gb200(Generation.M2)
                                    .framework("dynamo-sglang")
                                    .precision("fp8")
                                    .servedAs("deepseek-ai/DeepSeek-R1")
                                    .conc(4096)
                                    .gpus(72),
                            gb200(Generation.M2)
                                    .framework("dynamo-sglang")
                                    .precision("fp8")
                                    .servedAs("deepseek-ai/DeepSeek-R1")
                                    .conc(2048)
                                    .gpus(72));
        }
        run.collected("results_gptoss_" + lengths, "gptoss_")
                .collected("results_dsr1_" + lengths, "dsr1_")
                .collected("results_70b_" + lengths, "70b_")
                .withRunStats()
                .withPlots("gptoss_" + lengths);
    }

    /** The collecting job failed: what has expired here survives nowhere. */
    private void nightWithoutCollection() {
        RunWriter run = history.nightly("2025-10-10T04:02:00Z", "full-sweep-1k1k-scheduler.yml")
                .singles(
                        gptoss(Generation.G4A).hw("h200").conc(8),
                        gptoss(Generation.G4A).hw("h200").conc(16))
                .expired(gptoss(Generation.G4A).hw("h200").conc(32), false)
                .withRunStats();
        run.run().conclusion("failure");
    }

    /** A branch that still had the templates of August and September. */
    private void oldTemplates() {
        history.onBranch("2025-10-09T15:20:00Z", "full-sweep-test.yml", "old-templates")
                .singles(
                        llama(Generation.G1).hw("h100").tp(8).conc(64),
                        dsr1(Generation.G2).hw("h200").lengths(8192, 1024).conc(16),
                        llama(Generation.G3A)
                                .hw("b200")
                                .framework("trt")
                                .runner("b200-nv_0")
                                .conc(4),
                        dsr1(Generation.G3B).hw("mi300x").conc(32),
                        gptoss(Generation.G3C).hw("mi355x").conc(8))
                .files(
                        gb200(Generation.M1).conc(141).gpus(36),
                        gb200(Generation.M1).conc(282).gpus(36));
    }

    private void branches() {
        history.onBranch("2025-10-15T09:30:00Z", "full-sweep-test.yml", "raw-files")
                .singles(gptoss(Generation.G1_LATE)
                        .exp("gptoss_test")
                        .runner("h100-cr_0")
                        .conc(8));
        history.onBranch("2025-10-17T18:40:00Z", "full-sweep-test.yml", "ep-support")
                .singles(
                        gptoss(Generation.G4BR).hw("b200").ep(8).conc(16),
                        dsr1(Generation.G4BR).hw("b200").ep(8).dpAttention(true).conc(64));
        history.onBranch("2025-10-29T10:00:00Z", "test.yml", "sweep-refactor")
                .singles(
                        gptoss(Generation.G5)
                                .exp("gptoss_test_1024_8192")
                                .lengths(1024, 8192)
                                .hw("h200")
                                .conc(4),
                        gptoss(Generation.G5)
                                .exp("gptoss_test")
                                .hw("h100")
                                .conc(4)
                                .flagged("exp_untrusted"));
    }

    /** The workflow that only ever existed on this branch; its aggregate was uploaded three times, each a superset. */
    private void sweepsOfThePullRequest() {
        RunWriter run = history.onBranch("2025-10-30T17:47:11Z", "1k1k-sweep.yml", "sweep-refactor");
        for (String gpu : new String[] {"h100", "h200", "mi300x"}) {
            run.singles(
                            gptoss(Generation.G5).hw(gpu).conc(8),
                            gptoss(Generation.G5).hw(gpu).tp(4).ep(4).conc(32))
                    .collected("results_gptoss_1k1k", "gptoss_");
        }
        history.onBranch("2025-10-31T20:11:47Z", "1k1k-sweep.yml", "sweep-refactor")
                .singles(sweep(Generation.G6A, 1024, 1024))
                .collected("results_gptoss_1k1k", "gptoss_")
                .collected("results_dsr1_1k1k", "dsr1_")
                .withRunStats();
        history.onBranch("2025-11-01T09:00:00Z", "full-sweep-1k1k-scheduler.yml", "sweep-refactor")
                .singles(
                        gptoss(Generation.G6B).hw("h100").conc(16),
                        gptoss(Generation.G6B)
                                .hw("mi300x")
                                .runner("mi300x-amd_0")
                                .conc(16));
    }

    private void november() {
        november("2025-11-04T04:02:00Z", "1k1k", Generation.G6C, 1024, 1024);
        november("2025-11-08T04:02:00Z", "1k1k", Generation.G6D, 1024, 1024);
        november("2025-11-08T04:05:00Z", "1k8k", Generation.G6D, 1024, 8192);
        november("2025-11-18T04:08:00Z", "8k1k", Generation.G6E, 8192, 1024);
        november("2025-11-25T04:02:00Z", "1k1k", Generation.G6F, 1024, 1024);
        november("2025-11-25T04:08:00Z", "8k1k", Generation.G6F, 8192, 1024);
    }

    private void november(String created, String lengths, Generation generation, int isl, int osl) {
        history.nightly(created, "full-sweep-" + lengths + "-scheduler.yml")
                .singles(sweep(generation, isl, osl))
                .collected("results_gptoss_" + lengths, "gptoss_")
                .collected("results_dsr1_" + lengths, "dsr1_")
                .withRunStats();
    }

    /** What cannot be read kept the collecting job from collecting. */
    private void nightOfFaults() {
        RunWriter run = history.nightly("2025-11-12T04:08:00Z", "full-sweep-8k1k-scheduler.yml")
                .singles(gptoss(Generation.G6D).hw("b200").lengths(8192, 1024).conc(8))
                .cutOff(gptoss(Generation.G6D).hw("b200").lengths(8192, 1024).conc(16))
                .noZip(gptoss(Generation.G6D).hw("b200").lengths(8192, 1024).conc(32))
                .rejected(
                        gptoss(Generation.G6D)
                                .hw("b200")
                                .lengths(8192, 1024)
                                .conc(64)
                                .field("conc", 0),
                        "invalid_field")
                .withRunStats();
        run.run().conclusion("failure");
    }

    private void gb200Tests() {
        history.dispatched("2025-11-05T14:00:00Z", "gb200-tests.yml")
                .files(
                        gb200(Generation.M2).conc(8).gpus(36),
                        gb200(Generation.M2).conc(16).gpus(36))
                .collected("results_dsr1_1k1k", "dsr1_");
        history.dispatched("2025-11-19T14:00:00Z", "gb200-tests.yml")
                .files(
                        gb200(Generation.M2_LATE)
                                .spec("mtp")
                                .prefill(4, 4, true, 1, 4)
                                .decode(8, 8, true, 1, 8)
                                .gpus(12)
                                .conc(4),
                        gb200(Generation.M2_LATE)
                                .spec("mtp")
                                .prefill(4, 4, true, 1, 4)
                                .decode(8, 8, true, 1, 8)
                                .gpus(12)
                                .conc(8))
                .collected("results_dsr1_1k1k", "dsr1_");
    }

    /** Collected without a filter: run statistics, evals, and an older list inside the list. */
    private void endToEndTest() {
        history.dispatched("2025-11-26T16:10:00Z", "e2e-tests.yml")
                .singles(
                        gptoss(Generation.G6F).hw("h200").conc(8),
                        gptoss(Generation.G6F).hw("h200").conc(16),
                        dsr1(Generation.G6F).hw("b200").dpAttention(true).ep(8).conc(128))
                .withoutArtifact(dsr1(Generation.G6F).hw("b200").conc(256))
                .collectedAll()
                .withRunStats();
    }

    private void unrelated() {
        history.pushed("2025-11-20T08:00:00Z", "lint.yml");
        history.pullRequest("2025-11-21T08:00:00Z", "lint.yml", "typo");
    }
}
