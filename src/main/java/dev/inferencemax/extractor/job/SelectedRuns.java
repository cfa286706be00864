package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.github.RunQuery;
import dev.inferencemax.extractor.github.Workflow;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.ledger.RunLedger;
import dev.inferencemax.extractor.ledger.RunLedger.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final ActionsApi github;
    private final RunLedger ledger;
    private final Selection selection;

    SelectedRuns(ActionsApi github, RunLedger ledger, Selection selection) {
        this.github = github;
        this.ledger = ledger;
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
     * @param workflow null: all of the repository's
     */
    private record Listed(
            RepositoryName repository, @Nullable String workflow, boolean askedFor) {}

    Iterator<SelectedRun> iterator() {
        List<RepositoryName> repositories = selection.repo().stream()
                .map(RepositoryName::valueOf)
                .flatMap(name -> present(name).stream())
                .toList();
        if (!selection.runs().isEmpty()) {
            return named(repositories).iterator();
        }
        List<Supplier<Iterator<SelectedRun>>> listings = new ArrayList<>();
        for (RepositoryName repository : repositories) {
            for (Listed listed : listings(repository)) {
                listings.add(() -> runs(listed).iterator());
            }
        }
        return new OneAfterTheOther<>(listings);
    }

    /** The repository by its present name; one that was known before and is gone now is no reason to stop. */
    private Optional<RepositoryName> present(RepositoryName name) {
        if (github.repository(name) instanceof Found.Here<RepositoryName> here) {
            note(Named.REPOSITORY, name.toString());
            return Optional.of(here.value());
        }
        if (ledger.knows(Named.REPOSITORY, name.toString())) {
            log.warn("Repository {} is gone; what is known of it stays", name);
            return Optional.empty();
        }
        throw new CommandRefused(
                "--repo=%s: GitHub knows no such repository, or the token may not see it. Give OWNER/NAME."
                        .formatted(name));
    }

    private void note(Named kind, String name) {
        if (!selection.dryRun()) {
            ledger.noteName(kind, name);
        }
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
    private List<Listed> listings(RepositoryName repository) {
        if (!selection.allWorkflows()) {
            return selection.workflow().stream()
                    .flatMap(name -> resolve(repository, name).stream())
                    .toList();
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

    private Optional<Listed> resolve(RepositoryName repository, String name) {
        for (String candidate : PublishingWorkflow.names(name)) {
            if (github.workflow(repository, candidate) instanceof Found.Here<Workflow> here) {
                Workflow workflow = here.value();
                note(Named.WORKFLOW, name);
                return Optional.of(new Listed(
                        repository,
                        Long.toString(workflow.id()),
                        PublishingWorkflow.neverOnMain(name) || PublishingWorkflow.neverOnMain(workflow.fileName())));
            }
        }
        if (ledger.knows(Named.WORKFLOW, name)) {
            log.warn("Workflow {} is gone from {}; what is known of it stays", name, repository);
            return Optional.empty();
        }
        throw new CommandRefused(
                "--workflow=%s: %s has no such workflow. Give a file name such as run-sweep.yml, an id, or all."
                        .formatted(name, repository));
    }

    private Stream<SelectedRun> runs(Listed listed) {
        Stream<WorkflowRun> runs = github.runs(query(listed));
        Integer recent = selection.collectRecent();
        if (recent != null) {
            runs = runs.filter(WorkflowRun::completed).limit(recent);
        }
        boolean askedFor = listed.askedFor() || selection.branch() != null;
        return runs.map(run -> new SelectedRun(listed.repository(), run, askedFor));
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
