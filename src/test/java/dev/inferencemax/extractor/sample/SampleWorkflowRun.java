package dev.inferencemax.extractor.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;

/** A workflow run. May change while the server serves it, as real runs do. */
public final class SampleWorkflowRun {

    private static final Instant LAUNCH = Instant.parse("2025-10-31T20:11:47Z");
    private static final Duration DURATION = Duration.ofHours(3);

    private final long id;
    private final SampleRepository repository;
    private final Shelf shelf = new Shelf();
    private volatile SampleWorkflow workflow;
    private volatile Instant created = LAUNCH;
    private volatile String event = "push";
    private volatile String branch = "main";
    private volatile int attempt = 1;
    private volatile String status = "completed";
    private volatile String conclusion = "success";
    private volatile boolean fromFork;

    SampleWorkflowRun(long id, SampleRepository repository) {
        this.id = id;
        this.repository = repository;
        workflow("run-sweep.yml");
    }

    public SampleWorkflowRun workflow(String file) {
        workflow = repository.workflow(file);
        return this;
    }

    public SampleWorkflowRun created(String instant) {
        return created(Instant.parse(instant));
    }

    public SampleWorkflowRun created(Instant instant) {
        created = instant;
        return this;
    }

    public SampleWorkflowRun event(String name) {
        event = name;
        return this;
    }

    public SampleWorkflowRun branch(String name) {
        branch = name;
        return this;
    }

    public SampleWorkflowRun attempt(int number) {
        attempt = number;
        return this;
    }

    public SampleWorkflowRun conclusion(String result) {
        status = "completed";
        conclusion = result;
        return this;
    }

    public SampleWorkflowRun inProgress() {
        status = "in_progress";
        conclusion = null;
        return this;
    }

    /** Head repository is another one, as in pull requests by strangers. */
    public SampleWorkflowRun fromFork() {
        fromFork = true;
        return this;
    }

    public SampleWorkflowRun has(SampleArtifact... artifacts) {
        for (SampleArtifact artifact : artifacts) {
            repository.number(artifact);
            put(Shelf.Block.of(this, artifact));
        }
        return this;
    }

    /** Artifacts that are made anew each time somebody looks; index 0 is the oldest. */
    public SampleWorkflowRun hasLazily(int count, IntFunction<SampleArtifact> artifacts) {
        long firstId = repository.freeIds(count);
        put(new Shelf.Block(
                this, firstId, count, index -> artifacts.apply(index).id(firstId + index), false));
        return this;
    }

    /** Somebody deleted it. */
    public SampleWorkflowRun lacks(SampleArtifact artifact) {
        shelf.remove(artifact);
        repository.shelf().remove(artifact);
        return this;
    }

    private void put(Shelf.Block block) {
        shelf.put(block);
        repository.shelf().put(block);
    }

    public long id() {
        return id;
    }

    public Instant createdAt() {
        return created;
    }

    SampleRepository repository() {
        return repository;
    }

    Shelf shelf() {
        return shelf;
    }

    SampleWorkflow workflow() {
        return workflow;
    }

    String event() {
        return event;
    }

    String branch() {
        return branch;
    }

    int attempt() {
        return attempt;
    }

    String status() {
        return status;
    }

    /** Null while the run goes on. */
    String conclusion() {
        return conclusion;
    }

    boolean isFromFork() {
        return fromFork;
    }

    Instant updated() {
        return created.plus(DURATION);
    }

    /** 40 hex digits that depend on the id only. */
    public String headSha() {
        return String.format("%016x%016x%08x", id * 0x9E3779B97F4A7C15L, id * 0xC2B2AE3D27D4EB4FL, (int) id);
    }
}
