package dev.inferencemax.extractor.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A repository with its workflows, runs and artifacts. */
public final class SampleRepository {

    /** Of the autumn of 2025. */
    private static final long FIRST_ARTIFACT = 4_300_000_001L;

    private static final long FIRST_WORKFLOW = 190_000_001L;

    private final long id;
    private final String fullName;
    private final Set<String> formerNames = ConcurrentHashMap.newKeySet();
    private final Map<String, SampleWorkflow> workflows = new ConcurrentHashMap<>();
    private final Map<Long, SampleWorkflowRun> runs = new ConcurrentSkipListMap<>();
    private final Shelf shelf = new Shelf();
    private final AtomicLong nextArtifact = new AtomicLong(FIRST_ARTIFACT);

    SampleRepository(long id, String fullName) {
        this.id = id;
        this.fullName = fullName;
    }

    /** Requests for the former name are answered 301. */
    public SampleRepository renamedFrom(String ownerAndName) {
        formerNames.add(ownerAndName);
        return this;
    }

    /** The run of this id, made when first named. */
    public SampleWorkflowRun run(long runId) {
        return runs.computeIfAbsent(runId, unknown -> new SampleWorkflowRun(unknown, this));
    }

    /** From now on GitHub knows nothing of the run and of its artifacts. */
    public SampleRepository delete(long runId) {
        SampleWorkflowRun gone = runs.remove(runId);
        if (gone != null) {
            shelf.remove(gone);
        }
        return this;
    }

    /** A workflow that may never have run. */
    public SampleRepository withWorkflow(String file) {
        workflow(file);
        return this;
    }

    /** The workflow's runs stay, but it is not known any more. */
    public SampleRepository deleteWorkflow(String file) {
        workflows.remove(file);
        return this;
    }

    /** Runs of {@code run-sweep.yml}, four hours apart, each with that many single artifacts; nothing is held of them. */
    public SampleRepository lazily(int runCount, int artifactsPerRun) {
        return lazily(runCount, artifactsPerRun, false);
    }

    /** The same, and each run publishes {@code results_bmk} with the rows of its singles. */
    public SampleRepository lazily(int runCount, int artifactsPerRun, boolean aggregates) {
        LazyHistory.fill(this, runCount, artifactsPerRun, aggregates);
        return this;
    }

    /** The zips of all runs, as somebody may have them: {@code run_ID/NAME.zip}. */
    public void archiveTo(Path folder) throws IOException {
        for (SampleWorkflowRun run : runs.values()) {
            Path ofRun = Files.createDirectories(folder.resolve("run_" + run.id()));
            for (Shelf.Placed placed : run.shelf().newestFirst(0, Integer.MAX_VALUE)) {
                SampleArtifact artifact = placed.artifact();
                Files.write(ofRun.resolve(artifact.name() + ".zip"), artifact.bytes());
            }
        }
    }

    SampleWorkflow workflow(String file) {
        return workflows.computeIfAbsent(
                file,
                unknown -> SampleWorkflow.of(unknown, FIRST_WORKFLOW + Math.floorMod(unknown.hashCode(), 9_999_999)));
    }

    Optional<SampleWorkflow> workflowCalled(String fileOrId) {
        return workflows.values().stream()
                .filter(workflow -> workflow.isCalled(fileOrId))
                .findFirst();
    }

    List<SampleWorkflow> workflows() {
        return workflows.values().stream()
                .sorted(Comparator.comparingLong(SampleWorkflow::id))
                .toList();
    }

    Optional<SampleWorkflowRun> findRun(long runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    /** Newest first, as every listing has them. */
    List<SampleWorkflowRun> runs() {
        return runs.values().stream()
                .sorted(Comparator.comparing(SampleWorkflowRun::createdAt)
                        .thenComparing(SampleWorkflowRun::id)
                        .reversed())
                .toList();
    }

    Shelf shelf() {
        return shelf;
    }

    void number(SampleArtifact artifact) {
        if (artifact.id() == 0) {
            artifact.id(freeIds(1));
        }
    }

    long freeIds(int count) {
        return nextArtifact.getAndAdd(count);
    }

    public long id() {
        return id;
    }

    public String fullName() {
        return fullName;
    }

    String owner() {
        return fullName.substring(0, fullName.indexOf('/'));
    }

    String name() {
        return fullName.substring(fullName.indexOf('/') + 1);
    }

    boolean isCalled(String ownerAndName) {
        return fullName.equalsIgnoreCase(ownerAndName);
    }

    boolean wasCalled(String ownerAndName) {
        return formerNames.stream().anyMatch(ownerAndName::equalsIgnoreCase);
    }
}
