package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.ArchiveNames;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.RejectReason;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.LossLedger;
import dev.inferencemax.extractor.ledger.RejectionRow;
import dev.inferencemax.extractor.ledger.ResultLedger;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import dev.inferencemax.extractor.source.FoundRun;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

    /** A history is told from the newest version on. */
    private static final Comparator<Artifact> OLDEST_FIRST = Comparator.comparingLong(Artifact::id);

    private final RunLedger runs;
    private final ArtifactLedger artifacts;
    private final LossLedger losses;
    private final ResultLedger results;
    private final RunIntake listings;
    private final RawArchive archive;
    private final DownloadPlan plan;
    private final LooseArtifacts loose;
    private final Clock clock;

    ArtifactIntake(
            RunLedger runs,
            ArtifactLedger artifacts,
            LossLedger losses,
            ResultLedger results,
            RunIntake listings,
            RawArchive archive,
            DownloadPlan plan,
            Clock clock) {
        this.runs = runs;
        this.artifacts = artifacts;
        this.losses = losses;
        this.results = results;
        this.listings = listings;
        this.archive = archive;
        this.plan = plan;
        this.loose = new LooseArtifacts(archive);
        this.clock = clock;
    }

    /**
     * A run whose artifacts are in the archive now.
     *
     * @param listing its artifacts as GitHub once listed them; null: nobody kept that, or we know a newer one
     * @param had what is in the archive, as the ledger is to know it
     * @param published when each was committed, of those that were found in a history and have no id of GitHub's
     * @param damaged what cannot be kept, and why
     */
    record Brought(
            Run run,
            @Nullable ArtifactListing listing,
            Collection<Artifact> had,
            Map<Long, Instant> published,
            Map<Artifact, RejectionRow> damaged,
            String source) {

        boolean has(Artifact artifact) {
            return had.stream().anyMatch(had -> had.id() == artifact.id());
        }
    }

    /** Copies what is found into the archive, outside of any transaction. */
    Brought bring(FoundRun found, String source, RunDescriptions descriptions) {
        Optional<WorkflowRun> described = descriptions.run(found);
        boolean askedFor = RunDescriptions.askedFor(found);
        Run told = described
                .map(listed -> RunIntake.run(listed, null, askedFor))
                .orElseGet(() -> Run.numbered(found.id(), found.workflow(), askedFor));
        boolean old =
                runs.find(found.id()).filter(known -> known.isNewerThan(told)).isPresent();
        Run run = old ? Run.numbered(found.id(), null, askedFor) : told;
        ArtifactListing listing = old ? null : RunDescriptions.artifacts(found).orElse(null);
        listings.keepDescription(run, old ? null : described.orElse(null), listing);

        Map<Long, Artifact> known = new TreeMap<>();
        if (listing != null) {
            listings.places(run.id(), listing).forEach(artifact -> known.put(artifact.id(), artifact));
        }
        artifacts.ofRun(found.id()).forEach(artifact -> known.put(artifact.id(), artifact));
        Map<Long, Artifact> had = new TreeMap<>();
        Map<Long, Instant> published = new HashMap<>();
        Map<Artifact, RejectionRow> damaged = new HashMap<>();
        for (FoundArtifact artifact : found.artifacts()) {
            if (artifact.id() == null && !ofInterest(artifact.name())) {
                continue;
            }
            Artifact target = target(found.id(), artifact, known, had.keySet());
            if (!ofInterest(target.name())) {
                continue;
            }
            known.put(target.id(), target);
            Optional<RejectionRow> damage = keep(artifact, target);
            if (damage.isPresent()) {
                damaged.put(target, damage.get());
            } else {
                had.put(target.id(), target);
                if (!ArtifactIds.known(target.id())) {
                    loose.publishedAt(artifact).ifPresent(when -> published.put(target.id(), when));
                }
            }
        }
        if (listing == null) {
            listings.keepIds(run.id(), known.values());
        }
        return new Brought(run, listing, had.values(), published, damaged, source);
    }

    /**
     * Which artifact of the ledger it is: by id, by its place in the archive, by name; else one of its own. Of a name it
     * is one whose content is the same, or one that is missing: two attempts may have left different ones.
     */
    private Artifact target(long runId, FoundArtifact found, Map<Long, Artifact> known, Set<Long> claimed) {
        if (found.id() != null) {
            Artifact same = known.get(found.id());
            return same != null ? same : unlisted(runId, found.id(), found.name(), known);
        }
        if (runId == FoundRun.UNKNOWN) { // nobody listed it; there may be very many
            long id = ArtifactIds.unknown(runId, found.name(), loose.content(found));
            return known.getOrDefault(
                    id, artifact(runId, id, found.name(), ArchiveNames.withId(runId, id, found.name())));
        }
        List<Artifact> free = known.values().stream()
                .filter(artifact -> !claimed.contains(artifact.id()))
                .toList();
        Optional<Artifact> itself = free.stream()
                .filter(artifact -> loose.isItself(found, artifact))
                .findFirst();
        if (itself.isPresent()) {
            return itself.get();
        }
        String content = loose.content(found);
        long id = ArtifactIds.unknown(runId, found.name(), content);
        List<Artifact> ofTheName = free.stream()
                .filter(artifact -> artifact.name().equals(found.name()))
                .filter(artifact -> ArtifactIds.known(artifact.id()) || artifact.id() == id)
                .toList();
        return ofTheName.stream()
                .filter(artifact -> !isMissing(artifact) && loose.holds(artifact, content))
                .findFirst()
                .or(() -> ofTheName.stream()
                        .filter(ArtifactIntake::isMissing)
                        .min(found.publishedAt() == null ? OLDEST_FIRST : OLDEST_FIRST.reversed()))
                .orElseGet(() -> unlisted(runId, id, found.name(), known));
    }

    /** Its bytes are wanted: they never came, or came damaged. */
    private static boolean isMissing(Artifact artifact) {
        return switch (artifact.state()) {
            case DOWNLOADED, PARSED -> false;
            case REJECTED -> artifact.source() == null;
            default -> true;
        };
    }

    private static Artifact unlisted(long runId, long id, String name, Map<Long, Artifact> known) {
        Map<Long, String> names = known.values().stream().collect(Collectors.toMap(Artifact::id, Artifact::name));
        names.put(id, name);
        Set<String> taken = known.values().stream().map(Artifact::file).collect(Collectors.toSet());
        String file = Objects.requireNonNull(ArchiveNames.assign(runId, names).get(id));
        return artifact(runId, id, name, taken.contains(file) ? ArchiveNames.withId(runId, id, name) : file);
    }

    private static Artifact artifact(long runId, long id, String name, String file) {
        return Artifact.listed(id, runId, name, ArtifactKind.of(name).name(), null, null, null, false, file);
    }

    /** What no result can be in is left where it is. A name that nobody knows yet may be one of tomorrow's. */
    private static boolean ofInterest(String name) {
        ArtifactKind kind = ArtifactKind.of(name);
        return kind.use() != ArtifactKind.Use.NONE
                || kind == ArtifactKind.OTHER
                || kind == ArtifactKind.EVAL
                || kind == ArtifactKind.POWER_AUDIT;
    }

    /** Copies it into the archive; what keeps it from there, if anything does. */
    private Optional<RejectionRow> keep(FoundArtifact found, Artifact as) {
        if (!isMissing(as) && archive.holds(as.file(), null, null)) {
            return Optional.empty();
        }
        try {
            if (!(loose.keep(found, as) instanceof Stored.Mismatch mismatch)) {
                return Optional.empty();
            }
            log.warn("{} is not artifact {} as it was listed: {}", found.where(), as.id(), mismatch.what());
            return Optional.of(new RejectionRow(null, null, RejectReason.DIGEST_MISMATCH.code(), mismatch.what()));
        } catch (UnusableZip e) {
            log.warn("{} is left out: {}", found.where(), e.getMessage());
            return Optional.of(
                    new RejectionRow(e.entry(), null, ArtifactParser.reason(e).code(), String.valueOf(e.getMessage())));
        }
    }

    /**
     * Takes a run into the ledger.
     *
     * @param again parse also what was parsed already
     */
    void settle(Brought brought, boolean again) {
        if (brought.run().id() != FoundRun.UNKNOWN) {
            runs.save(brought.run());
        }
        ArtifactListing listing = brought.listing();
        if (listing != null) {
            listings.list(brought.run().id(), listing);
        }
        for (Artifact artifact : brought.had()) {
            Artifact now = inLedger(artifact);
            if (isMissing(now)) {
                artifacts.downloaded(now, brought.source());
            } else if (again && now.state() != ArtifactState.DOWNLOADED) {
                artifacts.move(now, ArtifactState.DOWNLOADED);
            }
        }
        artifacts.published(brought.published());
        brought.damaged().forEach((artifact, why) -> reject(inLedger(artifact), why, brought.source()));
        if (listing != null) {
            settleMissing(brought);
        }
        losses.reconsider(brought.run().id());
    }

    private Artifact inLedger(Artifact artifact) {
        return artifacts.find(artifact.id()).orElseGet(() -> {
            artifacts.list(List.of(artifact));
            return artifacts.find(artifact.id()).orElseThrow();
        });
    }

    private void reject(Artifact artifact, RejectionRow why, String source) {
        if (isMissing(artifact) && artifact.state() != ArtifactState.REJECTED) {
            losses.tried(artifact, source);
            results.reject(artifact, why, ResultFileReader.VERSION);
        }
    }

    /** What the listing promises and nobody has: expired by now, or still to be had from GitHub by a backfill. */
    private void settleMissing(Brought brought) {
        List<Artifact> ofRun = artifacts.ofRun(brought.run().id());
        Set<Long> wanted = new HashSet<>(plan.wanted(ofRun));
        for (Artifact artifact : ofRun) {
            if (artifact.state() != ArtifactState.LISTED) {
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
