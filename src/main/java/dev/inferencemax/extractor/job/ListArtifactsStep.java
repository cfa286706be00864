package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.RepositoryArtifacts.OfRun;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.ledger.ListingLedger;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists the artifacts of the runs that were noted for it, run by run or all at once, whichever takes fewer requests. */
@Configuration(proxyBeanMethods = false)
class ListArtifactsStep {

    private static final Logger log = LoggerFactory.getLogger(ListArtifactsStep.class);

    private static final int RUNS_PER_CHUNK = 20;

    /** A run of a repository. */
    private record Due(RepositoryName repository, OfRun run) {}

    /**
     * What asking for its artifacts gave.
     *
     * @param listing null: the run is gone
     */
    private record Listed(long runId, @Nullable ArtifactListing listing) {}

    @Bean
    Step listArtifacts(
            Steps steps,
            SelectedRuns selected,
            ActionsApi github,
            ListingLedger listings,
            RunIntake intake,
            Selection selection,
            Progress progress) {
        InFlight<Due, Listed> reader = new InFlight<>(
                step -> {
                    selected.allAreNoted();
                    return due(listings, github);
                },
                due -> LogFields.ofRun(due.run().runId(), () -> listed(due, github)),
                selection.concurrency());
        return steps.<Listed, Listed>chunked("listArtifacts", RUNS_PER_CHUNK)
                .listener(new ShownProgress(
                        progress,
                        "runs with their artifacts listed",
                        listings::countDue,
                        ShownProgress.requestsLeft(github)))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    chunk.forEach(run -> settle(run, intake, listings, selection));
                    progress.advance(chunk.size());
                })
                .build();
    }

    private static Iterator<Due> due(ListingLedger listings, ActionsApi github) {
        List<Supplier<Iterator<Due>>> repositories = listings.dueRepositories().stream()
                .map(RepositoryName::valueOf)
                .<Supplier<Iterator<Due>>>map(repository -> () -> due(repository, listings, github))
                .toList();
        return new OneAfterTheOther<>(repositories);
    }

    private static Iterator<Due> due(RepositoryName repository, ListingLedger listings, ActionsApi github) {
        Iterator<OfRun> runs = github.artifacts(repository, listings.due(repository.toString()));
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return runs.hasNext();
            }

            @Override
            public Due next() {
                return new Due(repository, runs.next());
            }
        };
    }

    private static Listed listed(Due due, ActionsApi github) {
        Found<ArtifactListing> found = github.artifacts(due.repository(), due.run());
        return new Listed(due.run().runId(), found instanceof Found.Here<ArtifactListing> here ? here.value() : null);
    }

    private static void settle(Listed run, RunIntake intake, ListingLedger listings, Selection selection) {
        if (run.listing() == null) {
            log.warn("Run {} vanished while it was listed; what is known of it stays", run.runId());
        } else {
            intake.listed(run.runId(), run.listing(), selection.forceDownload());
        }
        listings.done(run.runId());
    }
}
