package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.github.RunQuery;
import dev.inferencemax.extractor.github.Workflow;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The runs that a backfill selects, listed lazily. */
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

    Stream<SelectedRun> stream() {
        return selection.repo().stream()
                .map(RepositoryName::valueOf)
                .flatMap(name -> present(name).stream())
                .flatMap(repository -> selection.runs().isEmpty() ? listed(repository) : named(repository));
    }

    /** The repository by its present name; one that was known before and is gone now is no reason to stop. */
    private Optional<RepositoryName> present(RepositoryName name) {
        if (github.repository(name) instanceof Found.Here<RepositoryName> here) {
            return Optional.of(here.value());
        }
        if (ledger.knowsRepository(name.toString())) {
            log.warn("Repository {} is gone; what is known of it stays", name);
            return Optional.empty();
        }
        throw new CommandRefused(
                "--repo=%s: GitHub knows no such repository, or the token may not see it. Give OWNER/NAME."
                        .formatted(name));
    }

    private Stream<SelectedRun> named(RepositoryName repository) {
        return selection.runs().stream().flatMap(id -> {
            if (github.run(repository, id) instanceof Found.Here<WorkflowRun> here) {
                return Stream.of(new SelectedRun(repository, here.value(), true));
            }
            if (ledger.find(id).isPresent()) {
                log.warn("Run {} is gone from {}; what is known of it stays", id, repository);
                return Stream.empty();
            }
            throw new CommandRefused("--runs=%d: %s has no such run.".formatted(id, repository));
        });
    }

    private Stream<SelectedRun> listed(RepositoryName repository) {
        Integer recent = selection.collectRecent();
        return workflows(repository).stream().flatMap(workflow -> {
            Stream<WorkflowRun> runs = github.runs(query(repository, workflow.id()));
            if (recent != null) {
                runs = runs.filter(WorkflowRun::completed).limit(recent);
            }
            return runs.map(run -> new SelectedRun(repository, run, workflow.askedFor() || selection.branch() != null));
        });
    }

    private record Chosen(@Nullable String id, boolean askedFor) {}

    /** All runs of the repository are one listing; the newest of each workflow are one a workflow. */
    private List<Chosen> workflows(RepositoryName repository) {
        if (selection.allWorkflows()) {
            return selection.collectRecent() == null
                    ? List.of(new Chosen(null, false))
                    : github.workflows(repository)
                            .map(workflow -> new Chosen(Long.toString(workflow.id()), false))
                            .toList();
        }
        List<Chosen> chosen = new ArrayList<>();
        for (String name : selection.workflow()) {
            resolve(repository, name).ifPresent(chosen::add);
        }
        return chosen;
    }

    private Optional<Chosen> resolve(RepositoryName repository, String name) {
        for (String candidate : PublishingWorkflow.names(name)) {
            if (github.workflow(repository, candidate) instanceof Found.Here<Workflow> here) {
                Workflow workflow = here.value();
                return Optional.of(new Chosen(
                        Long.toString(workflow.id()),
                        PublishingWorkflow.neverOnMain(name) || PublishingWorkflow.neverOnMain(workflow.fileName())));
            }
        }
        if (ledger.knowsWorkflow(name)) {
            log.warn("Workflow {} is gone from {}; what is known of it stays", name, repository);
            return Optional.empty();
        }
        throw new CommandRefused(
                "--workflow=%s: %s has no such workflow. Give a file name such as run-sweep.yml, an id, or all."
                        .formatted(name, repository));
    }

    private RunQuery query(RepositoryName repository, @Nullable String workflow) {
        Instant beyond = selection.dateRange().to();
        return new RunQuery(
                repository,
                workflow,
                selection.dateRange().from(),
                beyond == null ? null : beyond.minusSeconds(1), // GitHub's filter is inclusive, to the second
                selection.branch(),
                selection.event(),
                null);
    }
}
