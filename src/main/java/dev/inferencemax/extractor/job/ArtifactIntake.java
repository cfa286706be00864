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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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

        KnownArtifacts known = new KnownArtifacts(run.id());
        if (listing != null) {
            listings.places(run.id(), listing).forEach(known::add);
        }
        artifacts.ofRun(found.id()).forEach(known::add);
        Map<Long, Artifact> had = new TreeMap<>();
        Map<Long, Instant> published = new HashMap<>();
        Map<Artifact, RejectionRow> damaged = new HashMap<>();
        for (FoundArtifact artifact : found.artifacts()) {
            if (artifact.id() == null && !ofInterest(artifact.name())) {
                continue;
            }
            Artifact target = target(found.id(), artifact, known);
            if (!ofInterest(target.name())) {
                continue;
            }
            known.add(target);
            Optional<RejectionRow> damage = keep(artifact, target);
            if (damage.isPresent()) {
                damaged.put(target, damage.get());
            } else {
                had.put(target.id(), target);
                known.claim(target);
                if (!ArtifactIds.known(target.id())) {
                    loose.publishedAt(artifact).ifPresent(when -> published.put(target.id(), when));
                }
            }
        }
        if (listing == null) {
            listings.keepIds(run.id(), known.all());
        }
        return new Brought(run, listing, had.values(), published, damaged, source);
    }

    /**
     * Which artifact of the ledger it is: by id, by its place in the archive, by name; else one of its own. Of a name it
     * is one whose content is the same, or one that is missing: two attempts may have left different ones.
     */
    private Artifact target(long runId, FoundArtifact found, KnownArtifacts known) {
        if (found.id() != null) {
            Artifact same = known.withId(found.id());
            return same != null ? same : known.unlisted(found.id(), found.name());
        }
        if (runId == FoundRun.UNKNOWN) { // nobody listed it; there may be very many
            long id = ArtifactIds.unknown(runId, found.name(), loose.content(found));
            Artifact same = known.withId(id);
            return same != null ? same : known.artifact(id, found.name(), ArchiveNames.withId(runId, id, found.name()));
        }
        Artifact itself = loose.placeOf(found).map(known::at).orElse(null);
        if (itself != null) {
            return itself;
        }
        String content = loose.content(found);
        long id = ArtifactIds.unknown(runId, found.name(), content);
        List<Artifact> ofTheName = known.named(found.name()).stream()
                .filter(artifact -> ArtifactIds.known(artifact.id()) || artifact.id() == id)
                .toList();
        return ofTheName.stream()
                .filter(artifact -> !isMissing(artifact) && loose.holds(artifact, content))
                .findFirst()
                .or(() -> ofTheName.stream()
                        .filter(ArtifactIntake::isMissing)
                        .min(found.publishedAt() == null ? OLDEST_FIRST : OLDEST_FIRST.reversed()))
                .orElseGet(() -> known.unlisted(id, found.name()));
    }

    /** Its bytes are wanted: they never came, or came damaged. */
    private static boolean isMissing(Artifact artifact) {
        return switch (artifact.state()) {
            case DOWNLOADED, PARSED -> false;
            case REJECTED -> artifact.source() == null;
            default -> true;
        };
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

    /** Takes a run into the ledger. */
    void settle(Brought brought) {
        if (brought.run().id() != FoundRun.UNKNOWN) {
            runs.save(brought.run());
        }
        ArtifactListing listing = brought.listing();
        if (listing != null) {
            listings.list(brought.run().id(), listing);
        }
        Map<Long, Artifact> known = inLedger(brought);
        List<Artifact> had = new ArrayList<>();
        for (Artifact artifact : brought.had()) {
            Artifact now = known.get(artifact.id());
            if (now == null) {
                log.warn(
                        "{} is left out: artifact {} belongs to run {}",
                        artifact.file(),
                        artifact.id(),
                        artifacts.find(artifact.id()).map(Artifact::runId).orElseThrow());
            } else if (isMissing(now)) {
                had.add(now);
            }
        }
        artifacts.downloaded(had, brought.source());
        artifacts.published(brought.published());
        brought.damaged().forEach((artifact, why) -> {
            Artifact now = known.get(artifact.id());
            if (now != null) {
                reject(now, why, brought.source());
            }
        });
        if (listing != null) {
            settleMissing(brought);
        }
        losses.reconsider(brought.run().id());
    }

    /**
     * The run's artifacts as the ledger knows them; those that nobody listed are listed now. One that is known to be of
     * another run, as a copied folder may have it, is not among them.
     */
    private Map<Long, Artifact> inLedger(Brought brought) {
        Map<Long, Artifact> known =
                KnownArtifacts.byId(artifacts.ofRun(brought.run().id()));
        List<Artifact> unlisted = Stream.concat(brought.had().stream(), brought.damaged().keySet().stream())
                .filter(artifact -> !known.containsKey(artifact.id()))
                .toList();
        if (unlisted.isEmpty()) {
            return known;
        }
        artifacts.list(unlisted);
        return KnownArtifacts.byId(artifacts.ofRun(brought.run().id()));
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
        List<Artifact> leftOut = new ArrayList<>();
        for (Artifact artifact : ofRun) {
            if (artifact.state() != ArtifactState.LISTED) {
                continue;
            }
            if (!wanted.contains(artifact.id())) {
                leftOut.add(artifact);
            } else if (artifact.expired()
                    || (artifact.expiresAt() != null && artifact.expiresAt().isBefore(clock.instant()))) {
                artifacts.expired(artifact, brought.source());
            }
        }
        artifacts.leaveOut(leftOut, plan.name());
    }
}
