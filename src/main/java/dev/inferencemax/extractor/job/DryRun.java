package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.RateLimit;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ArtifactsInState;
import dev.inferencemax.extractor.ledger.ListingLedger;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * What a command would do: it lists what GitHub has, and tells requests, bytes and time. Nothing is downloaded, nothing is
 * written, neither to the state nor to a folder.
 */
@Component
class DryRun {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final SelectedRuns selected;
    private final ActionsApi github;
    private final RunLedger runs;
    private final ListingLedger listings;
    private final ArtifactLedger artifacts;
    private final RunIntake intake;
    private final RawArchive archive;
    private final DownloadPlan plan;
    private final Selection selection;
    private final Clock clock;

    DryRun(
            SelectedRuns selected,
            ActionsApi github,
            RunLedger runs,
            ListingLedger listings,
            ArtifactLedger artifacts,
            RunIntake intake,
            RawArchive archive,
            DownloadPlan plan,
            Selection selection,
            Clock clock) {
        this.selected = selected;
        this.github = github;
        this.runs = runs;
        this.listings = listings;
        this.artifacts = artifacts;
        this.intake = intake;
        this.archive = archive;
        this.plan = plan;
        this.selection = selection;
        this.clock = clock;
    }

    /** Artifacts of one sort and their bytes. */
    private static final class Heap {

        private long artifacts;
        private long bytes;

        void add(Artifact artifact) {
            artifacts++;
            bytes += artifact.size() == null ? 0 : artifact.size();
        }
    }

    /** What is added up, run by run. */
    private static final class Sum {

        private final Heap certain = new Heap();
        private final Heap onlyIfLacking = new Heap();
        private final Heap elsewhere = new Heap();
        private final Set<Long> changed = new HashSet<>();
        private final SortedMap<Instant, Long> expiring = new TreeMap<>();
        private long runs;
        private long lookedInto = Long.MIN_VALUE;
        private Set<String> archived = Set.of();

        /** What the archive has of a run: asked once, as they come run by run, for a bucket answers slowly. */
        Set<String> archived(long run, RawArchive archive) {
            if (run != lookedInto) {
                archived = archive.filesOf(run);
                lookedInto = run;
            }
            return archived;
        }

        long expiringBefore(Instant time) {
            return expiring.headMap(time).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** The plan of a job, in lines for a person. */
    List<String> lines(String job) {
        Sum sum = new Sum();
        if (job.equals(BackfillJob.NAME)) {
            due(sum).forEach((repository, due) -> list(repository, due, sum));
            addKnown(sum, ArtifactState.WANTED, ArtifactState.LISTED);
        } else {
            addKnown(sum, ArtifactState.WANTED, ArtifactState.LOST, ArtifactState.EXPIRED);
        }
        return text(sum);
    }

    /** The runs whose artifacts are to be listed, and when they were created, by repository. */
    private Map<RepositoryName, Map<Long, Instant>> due(Sum sum) {
        Map<RepositoryName, Map<Long, Instant>> due = new LinkedHashMap<>();
        selected.iterator().forEachRemaining(run -> {
            sum.runs++;
            if (DiscoverRunsStep.isToBeListed(run, runs, selection)) {
                due.computeIfAbsent(run.repository(), first -> new TreeMap<>())
                        .put(run.run().id(), run.run().createdAt());
            }
        });
        addNoted(due);
        return due;
    }

    /** What an earlier command left to be listed. */
    private void addNoted(Map<RepositoryName, Map<Long, Instant>> due) {
        for (String repository : listings.dueRepositories()) {
            listings.due(repository)
                    .forEach((run, created) -> due.computeIfAbsent(
                                    RepositoryName.valueOf(repository), first -> new TreeMap<>())
                            .putIfAbsent(run, created));
        }
    }

    private void list(RepositoryName repository, Map<Long, Instant> due, Sum sum) {
        github.artifacts(repository, due).forEachRemaining(run -> {
            if (github.artifacts(repository, run) instanceof Found.Here<ArtifactListing> here
                    && sum.changed.add(run.runId())) {
                add(run.runId(), here.value(), sum);
            }
        });
    }

    private void add(long id, ArtifactListing listing, Sum sum) {
        Map<Long, Artifact> ofRun = new TreeMap<>();
        intake.places(id, listing).forEach(artifact -> ofRun.put(artifact.id(), artifact));
        artifacts.ofRun(id).forEach(artifact -> ofRun.put(artifact.id(), artifact));
        List<Artifact> all = List.copyOf(ofRun.values());
        Set<Long> wanted = plan.wanted(all);
        all.stream().filter(artifact -> wanted.contains(artifact.id())).forEach(artifact -> add(artifact, all, sum));
    }

    /** What an earlier command left to do, of runs that have not changed since. */
    private void addKnown(Sum sum, ArtifactState... states) {
        for (ArtifactState state : states) {
            new ArtifactsInState(artifacts, state, ArtifactLedger.Order.BY_RUN).forEachRemaining(artifact -> {
                if (!sum.changed.contains(artifact.runId())) {
                    add(artifact, artifacts.ofRun(artifact.runId()), sum);
                }
            });
        }
    }

    private void add(Artifact artifact, List<Artifact> ofRun, Sum sum) {
        boolean had = switch (artifact.state()) {
            case DOWNLOADED, PARSED, REJECTED -> !selection.forceDownload();
            default ->
                sum.archived(artifact.runId(), archive).contains(artifact.file())
                        && archive.holds(artifact.file(), artifact.size(), artifact.digest());
        };
        if (had) {
            return;
        }
        if (artifact.expired() || artifact.state() == ArtifactState.LOST) {
            sum.elsewhere.add(artifact);
            return;
        }
        (plan.putsOff(artifact, ofRun) ? sum.onlyIfLacking : sum.certain).add(artifact);
        if (artifact.expiresAt() != null) {
            sum.expiring.merge(artifact.expiresAt(), 1L, Long::sum);
        }
    }

    private List<String> text(Sum sum) {
        RateLimit budget = github.rateLimit();
        Duration taken = taken(sum.certain.artifacts, budget);
        Duration takenAtMost = taken(sum.certain.artifacts + sum.onlyIfLacking.artifacts, budget);
        Instant now = clock.instant();
        return List.of(
                Outcome.line("Runs", "%,d selected, %,d of them new or changed", sum.runs, sum.changed.size()),
                Outcome.line(
                        "Downloads",
                        "%,d artifacts, %s; up to %,d single ones more, %s, where the aggregates lack their rows",
                        sum.certain.artifacts,
                        megabytes(sum.certain.bytes),
                        sum.onlyIfLacking.artifacts,
                        megabytes(sum.onlyIfLacking.bytes)),
                Outcome.line(
                        "Requests",
                        "%,d to %,d of the API%s",
                        sum.certain.artifacts,
                        sum.certain.artifacts + sum.onlyIfLacking.artifacts,
                        budget.remaining() == null
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; %,d are left of %,d an hour",
                                        budget.remaining(),
                                        budget.limit())),
                Outcome.line("Waiting", "%s to %s for the budget", inWords(taken), inWords(takenAtMost)),
                Outcome.line(
                        "Expiring",
                        "%,d of them expire meanwhile, %,d within 7 days",
                        sum.expiringBefore(now.plus(takenAtMost)),
                        sum.expiringBefore(now.plus(Duration.ofDays(7)))),
                Outcome.line("Expired", "%,d, to be had elsewhere only", sum.elsewhere.artifacts),
                "Nothing was downloaded, and nothing was changed.");
    }

    /** How long requests have to wait for the budget: what is left of this hour, then so many an hour. */
    private Duration taken(long requests, RateLimit budget) {
        Long remaining = budget.remaining();
        Long limit = budget.limit();
        if (remaining == null || limit == null || limit < 1 || requests <= remaining) {
            return Duration.ZERO;
        }
        Instant reset = budget.reset() == null ? clock.instant().plus(WINDOW) : budget.reset();
        Duration first = Duration.between(clock.instant(), reset);
        return (first.isNegative() ? Duration.ZERO : first)
                .plus(WINDOW.multipliedBy((requests - remaining - 1) / limit));
    }

    private static String inWords(Duration duration) {
        return duration.isZero()
                ? "none"
                : String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
