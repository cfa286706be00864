package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.ArchiveNames;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.RunArtifact;
import dev.inferencemax.extractor.github.SavedListings;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.job.SelectedRuns.SelectedRun;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ListingLedger;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a run and its listing into the ledger, and keeps both beside the artifacts, so that the archive describes itself.
 */
@Component
class RunIntake {

    /** Beside a run that was asked for by name: the archive must say so too, as GitHub's own words do not. */
    static final String ASKED_FOR = "asked-for.txt";

    /** In a listing that GitHub did not serve. */
    private static final String LISTED_BY_US = "extractor, from what it was given";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static final String RUN_JSON = "run.json";
    static final String ARTIFACTS_JSON = "artifacts.json";

    private final RunLedger runs;
    private final ListingLedger listings;
    private final ArtifactLedger artifacts;
    private final RawArchive archive;

    RunIntake(RunLedger runs, ListingLedger listings, ArtifactLedger artifacts, RawArchive archive) {
        this.runs = runs;
        this.listings = listings;
        this.artifacts = artifacts;
        this.archive = archive;
    }

    static Run run(WorkflowRun listed, @Nullable String repository, boolean askedFor) {
        return new Run(
                listed.id(),
                repository,
                listed.workflowFile(),
                listed.attempt(),
                stated(listed.event()),
                stated(listed.headBranch()),
                stated(listed.headSha()),
                listed.fork(),
                stated(listed.status()),
                stated(listed.conclusion()),
                stated(listed.createdAt()),
                stated(listed.updatedAt()),
                askedFor);
    }

    private static @Nullable String stated(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable Instant stated(Instant time) {
        return time.equals(Instant.EPOCH) ? null : time;
    }

    static Run run(SelectedRun selected) {
        return run(selected.run(), selected.repository().toString(), selected.askedFor());
    }

    /** Takes a run into the ledger. */
    void discovered(SelectedRun selected, boolean toBeListed) {
        Run run = run(selected);
        runs.save(run);
        if (toBeListed) {
            listings.due(run.id(), selected.run().json());
        } else if (run.askedFor()) { // perhaps only now
            keepDescription(run, selected.run(), null);
        }
    }

    /** Takes the artifacts of a run into the ledger. */
    void listed(long runId, ArtifactListing listing, boolean downloadAgain) {
        Run run = runs.find(runId).orElseThrow();
        if (ofInterest(listing)) {
            keepDescription(
                    run, listings.served(runId).flatMap(SavedListings::run).orElse(null), listing);
        }
        list(runId, listing);
        if (downloadAgain) {
            artifacts.downloadAgain(runId, thisCommand());
        }
        runs.noteArtifactsRead(run);
    }

    /** A command and its resumption are one instance of the job. */
    private static long thisCommand() {
        StepContext step = Objects.requireNonNull(StepSynchronizationManager.getContext(), "called in a step");
        return step.getStepExecution().getJobExecution().getJobInstanceId();
    }

    private static boolean ofInterest(ArtifactListing listing) {
        return listing.artifacts().stream()
                .anyMatch(artifact -> ArtifactKind.of(artifact.name()).use() != ArtifactKind.Use.NONE);
    }

    /** Keeps what is known of the run beside its artifacts. */
    void keepDescription(Run run, @Nullable WorkflowRun listed, @Nullable ArtifactListing listing) {
        if (listed != null) {
            archive.keep(run.id(), RUN_JSON, bytes(listed.json()));
        }
        if (listing != null) {
            archive.keep(run.id(), ARTIFACTS_JSON, bytes(listing.json()));
        }
        if (run.askedFor()) {
            archive.keep(run.id(), ASKED_FOR, bytes("asked for by name: counts as official\n"));
        }
    }

    /**
     * Keeps the ids of artifacts that came with one, where GitHub's own listing of the run is not to be had: the names of
     * their files do not tell them, and the archive must.
     */
    void keepIds(long runId, Collection<Artifact> known) {
        List<Map<String, Object>> ids = known.stream()
                .filter(artifact -> ArtifactIds.known(artifact.id()))
                .map(artifact -> Map.<String, Object>of("id", artifact.id(), "name", artifact.name()))
                .toList();
        if (!ids.isEmpty() && !isListedByGitHub(runId)) {
            Map<String, Object> listing = new LinkedHashMap<>();
            listing.put("listed_by", LISTED_BY_US);
            listing.put("total_count", ids.size());
            listing.put("artifacts", ids.stream().map(TreeMap::new).toList());
            archive.keep(runId, ARTIFACTS_JSON, JSON.writeValueAsBytes(listing));
        }
    }

    private boolean isListedByGitHub(long runId) {
        String listing = "run_" + runId + "/" + ARTIFACTS_JSON;
        try {
            return archive.content(listing)
                    .filter(json -> !new String(json, StandardCharsets.UTF_8).contains(LISTED_BY_US))
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(listing, e.getMessage()), e);
        }
    }

    /** Notes the artifacts of a listing. */
    void list(long runId, ArtifactListing listing) {
        artifacts.list(places(runId, listing));
    }

    /** The artifacts of a listing; each has its place in the archive from when it is first seen. */
    List<Artifact> places(long runId, ArtifactListing listing) {
        Map<Long, String> names = new HashMap<>();
        Map<Long, String> places = new HashMap<>();
        for (Artifact known : artifacts.ofRun(runId)) {
            names.put(known.id(), known.name());
            places.put(known.id(), known.file());
        }
        listing.artifacts().forEach(artifact -> names.put(artifact.id(), artifact.name()));
        Map<Long, String> assigned = ArchiveNames.assign(runId, names);
        List<Artifact> listed = new ArrayList<>();
        for (RunArtifact artifact : listing.artifacts()) {
            String place = places.get(artifact.id());
            if (place == null) {
                String plain = Objects.requireNonNull(assigned.get(artifact.id()));
                place = places.containsValue(plain)
                        ? ArchiveNames.withId(runId, artifact.id(), artifact.name())
                        : plain;
            }
            listed.add(Artifact.listed(
                    artifact.id(),
                    runId,
                    artifact.name(),
                    ArtifactKind.of(artifact.name()).name(),
                    artifact.size() > 0 ? artifact.size() : null,
                    artifact.digest(),
                    artifact.expiresAt(),
                    artifact.expired(),
                    place));
        }
        return listed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
