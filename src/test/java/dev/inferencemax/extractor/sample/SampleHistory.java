package dev.inferencemax.extractor.sample;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * October 2025 to January 2026 as it could have been: about forty runs of a dozen workflows, every format of that time,
 * and everything that goes wrong in real life once. The repository has been renamed meanwhile.
 */
public final class SampleHistory {

    public static final String REPOSITORY = "SemiAnalysisAI/InferenceX";
    public static final String FORMER_NAME = "InferenceMAX/InferenceMAX";

    /** A run whose id and time are known; ids grow by about so many each second. */
    private static final long KNOWN_RUN = 18_984_029_536L;

    private static final Instant KNOWN_TIME = Instant.parse("2025-10-31T20:11:47Z");
    private static final long RUNS_PER_SECOND = 320;
    private static final int LARGEST_PAGE = 100;

    final ExpectationWriter expectation = new ExpectationWriter();
    final SampleRepository repository;

    private SampleHistory(SampleGitHub github) {
        repository = github.repository(REPOSITORY).renamedFrom(FORMER_NAME);
    }

    /** Fills the sample and knows what comes of it. */
    public static SampleHistory believable(SampleGitHub github) {
        SampleHistory history = new SampleHistory(github);
        new HistoryOfAutumn(history).write();
        new HistoryOfWinter(history).write();
        return history;
    }

    /** Every generation, every kind of artifact and every quirk of the format, from August 2025 to August 2026. */
    public static SampleHistory ofEveryFormat(SampleGitHub github) {
        SampleHistory history = new SampleHistory(github);
        new HistoryOfEveryFormat(history).write();
        return history;
    }

    /** As a first backfill of everything sees it, with {@code --workflow=all}. */
    public Expected expected() {
        return expectation.expected();
    }

    /** API requests without which nobody gets every measurement: listings at 100 a page, and the fewest zips. */
    public long fewestRequests() {
        return pages(repository.runs().size()) + pages(repository.shelf().count()) + expectation.fewestDownloads();
    }

    private static long pages(long items) {
        return (items + LARGEST_PAGE - 1) / LARGEST_PAGE;
    }

    static long runIdAt(String created) {
        return KNOWN_RUN + (Instant.parse(created).getEpochSecond() - KNOWN_TIME.getEpochSecond()) * RUNS_PER_SECOND;
    }

    /** The bytes of an artifact, for who got it in another way than from GitHub. */
    public byte[] zip(String artifactName) {
        return repository
                .shelf()
                .named(artifactName)
                .findFirst()
                .orElseThrow()
                .artifact()
                .bytes();
    }

    /** Ids of the artifacts whose names match. */
    public List<Long> artifactsNamed(String pattern) {
        return repository.shelf().newestFirst(0, Integer.MAX_VALUE).stream()
                .map(Shelf.Placed::artifact)
                .filter(artifact -> artifact.name().matches(pattern))
                .map(SampleArtifact::id)
                .toList();
    }

    private SampleWorkflowRun run(String created, String workflow) {
        return repository.run(runIdAt(created)).created(created).workflow(workflow);
    }

    RunWriter nightly(String created, String workflow) {
        return new RunWriter(run(created, workflow).event("schedule"), expectation, true);
    }

    RunWriter dispatched(String created, String workflow) {
        return new RunWriter(run(created, workflow).event("workflow_dispatch"), expectation, true);
    }

    RunWriter pushed(String created, String workflow) {
        return new RunWriter(run(created, workflow).event("push"), expectation, true);
    }

    /** A push to main whose id is known. */
    RunWriter pushed(long id, String created, String workflow) {
        return new RunWriter(repository.run(id).created(created).workflow(workflow), expectation, true);
    }

    /** A pull request that GitHub lists no more. */
    RunWriter forgotten(String created) {
        SampleWorkflowRun run = new SampleWorkflowRun(runIdAt(created), repository)
                .created(created)
                .event("pull_request")
                .branch("forgotten");
        return new RunWriter(run, expectation, false).flagged("date_interpolated");
    }

    RunWriter onBranch(String created, String workflow, String branch) {
        return new RunWriter(run(created, workflow).event("workflow_dispatch").branch(branch), expectation, false);
    }

    RunWriter pullRequest(String created, String workflow, String branch) {
        return new RunWriter(run(created, workflow).event("pull_request").branch(branch), expectation, false);
    }

    /** Six configurations of the two models that were always there, as one sweep publishes them. */
    static SampleResult[] sweep(Generation generation, int isl, int osl) {
        return List.of(
                        gptoss(generation).hw("h100").tp(8).conc(8),
                        gptoss(generation).hw("h100").tp(4).conc(64),
                        gptoss(generation)
                                .hw("b200-trt")
                                .framework("trt")
                                .tp(4)
                                .ep(4)
                                .conc(32),
                        dsr1(generation).hw("h200").tp(8).conc(16),
                        dsr1(generation).hw("mi325x").tp(8).conc(64),
                        dsr1(generation)
                                .hw("mi355x")
                                .precision("fp4")
                                .servedAs("amd/DeepSeek-R1-0528-MXFP4-Preview")
                                .tp(8)
                                .conc(4))
                .stream()
                .map(result -> result.lengths(isl, osl))
                .toArray(SampleResult[]::new);
    }

    static SampleResult gptoss(Generation generation) {
        return aResult(generation).model("gptoss").framework("vllm").precision("fp4");
    }

    static SampleResult dsr1(Generation generation) {
        return aResult(generation)
                .model("dsr1")
                .framework("sglang")
                .precision("fp8")
                .image("lmsysorg/sglang:v0.5.5.post3");
    }

    static SampleResult llama(Generation generation) {
        return aResult(generation)
                .model("70b")
                .framework("vllm")
                .precision("fp8")
                .hw("mi300x")
                .tp(2);
    }

    static SampleResult gb200(Generation generation) {
        return aResult(generation)
                .model("dsr1")
                .framework(generation.hasRoles() ? "dynamo-trt" : "dynamo-trtllm")
                .precision("fp4")
                .servedAs("nvidia/DeepSeek-R1-0528-FP4-V2")
                .image("nvcr.io#nvidia/ai-dynamo/tensorrtllm-runtime:0.7.0.post2")
                .hw("gb200");
    }

    static Map<String, Object> profileOf(String kernel) {
        return Map.of("traceEvents", List.of(Map.of("name", kernel, "ph", "X", "dur", 12)));
    }
}
