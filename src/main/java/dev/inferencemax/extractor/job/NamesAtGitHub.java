package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.github.Workflow;
import dev.inferencemax.extractor.ledger.NameLedger;
import dev.inferencemax.extractor.ledger.NameLedger.Named;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What GitHub has under the names that a command gives. One known before and gone now is no wrong command. */
@Component
class NamesAtGitHub {

    private static final Logger log = LoggerFactory.getLogger(NamesAtGitHub.class);

    private final ActionsApi github;
    private final NameLedger ledger;
    private final Selection selection;

    NamesAtGitHub(ActionsApi github, NameLedger ledger, Selection selection) {
        this.github = github;
        this.ledger = ledger;
        this.selection = selection;
    }

    /** As GitHub called the repository when it was last asked; empty: it never was. */
    Optional<RepositoryName> lately(RepositoryName name) {
        return ledger.presentName(Named.REPOSITORY, name.toString()).map(RepositoryName::valueOf);
    }

    /** The repository by its present name; one that was known before and is gone now is no reason to stop. */
    Optional<RepositoryName> present(RepositoryName name) {
        RepositoryName present = lately(name).orElse(name); // saves a redirect
        if (github.repository(present) instanceof Found.Here<RepositoryName> here) {
            note(Named.REPOSITORY, name.toString(), here.value().toString());
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

    private void note(Named kind, String name, String present) {
        if (!selection.dryRun()) {
            ledger.noteName(kind, name, present);
        }
    }

    /** A workflow by the name of its file, also where only its id is left, or by its id. */
    Optional<Workflow> workflow(RepositoryName repository, String name) {
        for (String candidate : PublishingWorkflow.names(name)) {
            if (github.workflow(repository, candidate) instanceof Found.Here<Workflow> here) {
                note(Named.WORKFLOW, name, here.value().fileName());
                return Optional.of(here.value());
            }
        }
        return Optional.empty();
    }

    /**
     * Lets a workflow pass that is not there, if it was there before.
     *
     * @throws CommandRefused if it never was
     */
    void requireKnown(RepositoryName repository, String workflow) {
        if (!ledger.knows(Named.WORKFLOW, workflow)) {
            throw new CommandRefused(
                    "--workflow=%s: %s has no such workflow. Give a file name such as run-sweep.yml, an id, or all."
                            .formatted(workflow, repository));
        }
        log.warn("Workflow {} is gone from {}; what is known of it stays", workflow, repository);
    }
}
