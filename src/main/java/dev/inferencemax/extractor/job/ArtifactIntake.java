package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.ArchiveNames;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import dev.inferencemax.extractor.source.FoundRun;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes artifacts found on disk into the archive and the ledger. What the ledger misses of a run GitHub lists is filled
 * from what was found; what nobody listed is taken in under the name it has there.
 */
@Component
class ArtifactIntake {

    private static final Logger log = LoggerFactory.getLogger(ArtifactIntake.class);

    private static final Set<ArtifactState> HAD =
            EnumSet.of(ArtifactState.DOWNLOADED, ArtifactState.PARSED, ArtifactState.REJECTED);

    private final RunLedger runs;
    private final ArtifactLedger artifacts;
    private final RunIntake listings;
    private final RawArchive archive;
    private final DownloadPlan plan;
    private final LooseArtifacts loose;
    private final Clock clock;

    ArtifactIntake(
            RunLedger runs,
            ArtifactLedger artifacts,
            RunIntake listings,
            RawArchive archive,
            DownloadPlan plan,
            Clock clock) {
        this.runs = runs;
        this.artifacts = artifacts;
        this.listings = listings;
        this.archive = archive;
        this.plan = plan;
        this.loose = new LooseArtifacts(archive);
        this.clock = clock;
    }

    /**
     * A run whose artifacts are in the archive now.
     *
     * @param listing its artifacts as GitHub once listed them; null: nobody kept that
     * @param had what is in the archive, as the ledger is to know it
     */
    record Brought(Run run, @Nullable ArtifactListing listing, List<Artifact> had, String source) {}

    /** Copies what is found into the archive, outside of any transaction. */
    Brought bring(FoundRun found, String source, RunDescriptions descriptions) {
        Optional<WorkflowRun> described = descriptions.run(found);
        boolean askedFor = RunDescriptions.askedFor(found);
        Run run = described
                .map(listed -> RunIntake.run(listed, null, askedFor))
                .orElseGet(() -> Run.numbered(found.id(), found.workflow(), askedFor));
        ArtifactListing listing = RunDescriptions.artifacts(found).orElse(null);
        listings.keepDescription(run, described.orElse(null), listing);
        Map<Long, Artifact> known = new TreeMap<>();
        if (listing != null) {
            listings.places(run.id(), listing).forEach(artifact -> known.put(artifact.id(), artifact));
        }
        artifacts.ofRun(found.id()).forEach(artifact -> known.put(artifact.id(), artifact));
        List<Artifact> had = new ArrayList<>();
        for (FoundArtifact artifact : found.artifacts()) {
            Artifact target = target(found.id(), artifact, known);
            if (ofInterest(target.name()) && keep(artifact, target)) {
                known.put(target.id(), target);
                had.add(target);
            }
        }
        return new Brought(run, listing, had, source);
    }

    /** Which artifact of the ledger it is: by its place in the archive, by id, by name; else one of its own. */
    private static Artifact target(long runId, FoundArtifact found, Map<Long, Artifact> known) {
        String place = "run_" + runId + "/" + found.file();
        Optional<Artifact> same = known.values().stream()
                .filter(artifact -> found.id() == null ? artifact.file().equals(place) : artifact.id() == found.id())
                .findFirst()
                .or(() -> known.values().stream()
                        .filter(artifact ->
                                found.id() == null && artifact.name().equals(found.name()))
                        .filter(artifact -> !HAD.contains(artifact.state()) || !ArtifactIds.known(artifact.id()))
                        .findFirst());
        return same.orElseGet(() -> unlisted(runId, found, known));
    }

    private static Artifact unlisted(long runId, FoundArtifact found, Map<Long, Artifact> known) {
        long id = found.id() != null ? found.id() : ArtifactIds.unknown(runId, found.name());
        Map<Long, String> names = known.values().stream().collect(Collectors.toMap(Artifact::id, Artifact::name));
        names.put(id, found.name());
        Set<String> taken = known.values().stream().map(Artifact::file).collect(Collectors.toSet());
        String file = Objects.requireNonNull(ArchiveNames.assign(runId, names).get(id));
        return Artifact.listed(
                id,
                runId,
                found.name(),
                ArtifactKind.of(found.name()).name(),
                null,
                null,
                null,
                false,
                taken.contains(file) ? ArchiveNames.withId(runId, id, found.name()) : file);
    }

    /** What no result can be in is left where it is. A name that nobody knows yet may be one of tomorrow's. */
    private static boolean ofInterest(String name) {
        ArtifactKind kind = ArtifactKind.of(name);
        return kind.use() != ArtifactKind.Use.NONE
                || kind == ArtifactKind.OTHER
                || kind == ArtifactKind.EVAL
                || kind == ArtifactKind.POWER_AUDIT;
    }

    private boolean keep(FoundArtifact found, Artifact as) {
        if (HAD.contains(as.state()) && archive.holds(as.file(), null, null)) {
            return true;
        }
        Stored stored = loose.keep(found, as);
        if (stored instanceof Stored.Mismatch mismatch) {
            log.warn("{} is not artifact {} as it was listed: {}", found.path(), as.id(), mismatch.what());
            return false;
        }
        return true;
    }

    /**
     * Takes a run into the ledger.
     *
     * @param again parse also what was parsed already
     */
    void settle(Brought brought, boolean again) {
        runs.save(brought.run());
        ArtifactListing listing = brought.listing();
        if (listing != null) {
            listings.list(brought.run().id(), listing);
        }
        Set<Long> had = new HashSet<>();
        for (Artifact artifact : brought.had()) {
            had.add(artifact.id());
            if (artifacts.find(artifact.id()).isEmpty()) {
                artifacts.list(List.of(artifact));
            }
            Artifact now = artifacts.find(artifact.id()).orElseThrow();
            if (!HAD.contains(now.state())) {
                artifacts.downloaded(now, brought.source());
            } else if (again && now.state() != ArtifactState.DOWNLOADED) {
                artifacts.move(now, ArtifactState.DOWNLOADED);
            }
        }
        if (listing != null) {
            settleMissing(brought, had);
        }
        artifacts.reconsiderLosses(brought.run().id());
    }

    /** What the listing promises and nobody has: expired by now, or still to be had from GitHub by a backfill. */
    private void settleMissing(Brought brought, Set<Long> had) {
        List<Artifact> ofRun = artifacts.ofRun(brought.run().id());
        Set<Long> wanted = plan.wanted(ofRun);
        for (Artifact artifact : ofRun) {
            if (artifact.state() != ArtifactState.LISTED || had.contains(artifact.id())) {
                continue;
            }
            if (!wanted.contains(artifact.id())) {
                artifacts.leaveOut(artifact, plan.name());
            } else if (artifact.expired()
                    || (artifact.expiresAt() != null && artifact.expiresAt().isBefore(clock.instant()))) {
                artifacts.expired(artifact, brought.source());
            }
        }
    }
}
