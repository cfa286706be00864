package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.github.RunListing;
import dev.inferencemax.extractor.github.RunQuery;
import dev.inferencemax.extractor.github.Workflow;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.ledger.ListingLedger;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The runs that a backfill selects. All names are resolved first, before any work; then the runs are listed lazily. */
@Component
class SelectedRuns {

    private static final Logger log = LoggerFactory.getLogger(SelectedRuns.class);

    /** GitHub allows a re-run for so long after the first attempt. */
    private static final Duration RERUNS_WITHIN = Duration.ofDays(31);

    /** And ends a run after so long. */
    private static final Duration LONGEST_RUN = Duration.ofDays(36);

    private final ActionsApi github;
    private final NamesAtGitHub names;
    private final RunLedger ledger;
    private final ListingLedger listingsRead;
    private final Selection selection;
    private final Map<Listed, RunListing> read = new ConcurrentHashMap<>();

    SelectedRuns(
            ActionsApi github, NamesAtGitHub names, RunLedger ledger, ListingLedger listingsRead, Selection selection) {
        this.github = github;
        this.names = names;
        this.ledger = ledger;
        this.listingsRead = listingsRead;
        this.selection = selection;
    }

    /**
     * A run that was listed.
     *
     * @param repository it belongs to, by its present name
     * @param askedFor by name
     */
    record SelectedRun(RepositoryName repository, WorkflowRun run, boolean askedFor) {}

    /**
     * What is listed as one.
     *
     * @param workflow its id; null: all of the repository's
     */
    private record Listed(
            RepositoryName repository, @Nullable String workflow, boolean askedFor) {}

    Iterator<SelectedRun> iterator() {
        read.clear();
        List<RepositoryName> repositories =
                selection.repo().stream().map(RepositoryName::valueOf).toList();
        if (!selection.runs().isEmpty()) {
            return named(repositories.stream()
                            .flatMap(name -> names.present(name).stream())
                            .toList())
                    .iterator();
        }
        List<Supplier<Iterator<SelectedRun>>> listings = new ArrayList<>();
        for (RepositoryName repository : repositories) {
            for (Listed listed : listings(repository)) {
                listings.add(() -> runs(listed).iterator());
            }
        }
        return new OneAfterTheOther<>(listings);
    }

    /** All that was selected is in the ledger: the next time only what may have changed since is listed. */
    void allAreNoted() {
        read.forEach((listed, listing) -> {
            if (listing.isComplete() && !listing.newest().equals(Instant.EPOCH)) {
                listingsRead.noteListed(name(listed), listing.newest());
            }
        });
    }

    /** A run is of one repository; which one need not be said. */
    private List<SelectedRun> named(List<RepositoryName> repositories) {
        List<SelectedRun> runs = new ArrayList<>();
        Set<Long> missing = new HashSet<>(selection.runs());
        for (long id : selection.runs()) {
            for (RepositoryName repository : repositories) {
                if (github.run(repository, id) instanceof Found.Here<WorkflowRun> here) {
                    runs.add(new SelectedRun(repository, here.value(), true));
                    missing.remove(id);
                    break;
                }
            }
        }
        for (long id : missing) {
            if (ledger.find(id).isEmpty()) {
                throw new CommandRefused("--runs=%d: no such run in %s.".formatted(id, selection.repo()));
            }
            log.warn("Run {} is gone; what is known of it stays", id);
        }
        return runs;
    }

    /** All runs of a repository are one listing; the newest of each workflow are one a workflow. */
    private List<Listed> listings(RepositoryName asked) {
        if (!selection.allWorkflows()) {
            return ofWorkflows(asked);
        }
        RepositoryName repository = names.present(asked).orElse(null);
        if (repository == null) {
            return List.of();
        }
        if (selection.collectRecent() == null) {
            return List.of(new Listed(repository, null, false));
        }
        Stream<String> here = github.workflows(repository).map(workflow -> Long.toString(workflow.id()));
        Stream<String> onBranches = PublishingWorkflow.idsOffMain()
                .filter(id -> github.workflow(repository, id) instanceof Found.Here<Workflow>);
        return Stream.concat(here, onBranches)
                .distinct()
                .map(id -> new Listed(repository, id, false))
                .toList();
    }

    /** A repository that was there the last time is only asked for when its workflows are not found. */
    private List<Listed> ofWorkflows(RepositoryName asked) {
        Optional<RepositoryName> lately = names.lately(asked);
        RepositoryName repository = lately.or(() -> names.present(asked)).orElse(null);
        if (repository == null) {
            return List.of();
        }
        List<Listed> listed = new ArrayList<>();
        for (String name : selection.workflow()) {
            Optional<Workflow> found = names.workflow(repository, name);
            if (found.isPresent()) {
                listed.add(new Listed(
                        repository,
                        Long.toString(found.get().id()),
                        PublishingWorkflow.neverOnMain(name)
                                || PublishingWorkflow.neverOnMain(found.get().fileName())));
            } else if (lately.isPresent() && names.present(asked).isEmpty()) {
                return List.of();
            } else {
                names.requireKnown(repository, name);
            }
        }
        return listed;
    }

    private Stream<SelectedRun> runs(Listed listed) {
        boolean askedFor = listed.askedFor() || selection.branch() != null;
        return listedRuns(listed).map(run -> new SelectedRun(listed.repository(), run, askedFor));
    }

    private Stream<WorkflowRun> listedRuns(Listed listed) {
        Integer recent = selection.collectRecent();
        if (recent != null) {
            return github.runs(query(listed)).filter(WorkflowRun::completed).limit(recent);
        }
        Instant settled = settled(listed);
        RunListing listing = github.runs(query(listed), settled);
        read.put(listed, listing);
        return settled.equals(Instant.MIN)
                ? listing.stream()
                : Stream.concat(listing.stream(), unfinished(listed, settled));
    }

    /** What is older than this was listed before, and cannot have changed unless it was under way. */
    private Instant settled(Listed listed) {
        if (selection.refresh() || selection.forceDownload()) {
            return Instant.MIN;
        }
        return listingsRead
                .listedUntil(name(listed))
                .map(newest -> newest.minus(RERUNS_WITHIN))
                .orElse(Instant.MIN);
    }

    private Stream<WorkflowRun> unfinished(Listed listed, Instant settled) {
        return listingsRead.unfinished(listed.repository().toString(), settled.minus(LONGEST_RUN), settled).stream()
                .flatMap(run -> github.run(listed.repository(), run) instanceof Found.Here<WorkflowRun> here
                        ? Stream.of(here.value())
                        : Stream.empty())
                .filter(run -> isIn(listed, run));
    }

    /** Asked by its number a run comes whatever it is; listed, only if it is selected. */
    private boolean isIn(Listed listed, WorkflowRun run) {
        return (listed.workflow() == null || listed.workflow().equals(Long.toString(run.workflowId())))
                && (selection.branch() == null || selection.branch().equals(run.headBranch()))
                && (selection.event() == null || selection.event().equals(run.event()))
                && selection.dateRange().includes(run.createdAt());
    }

    /** A later end of the span does not make it another listing. */
    private String name(Listed listed) {
        return String.join(
                "\n",
                listed.repository().toString(),
                "workflow=" + listed.workflow(),
                "from=" + selection.dateRange().from(),
                "branch=" + selection.branch(),
                "event=" + selection.event());
    }

    private RunQuery query(Listed listed) {
        Instant beyond = selection.dateRange().to();
        return new RunQuery(
                listed.repository(),
                listed.workflow(),
                selection.dateRange().from(),
                beyond == null ? null : beyond.minusSeconds(1), // GitHub's filter is inclusive, to the second
                selection.branch(),
                selection.event(),
                null);
    }
}
