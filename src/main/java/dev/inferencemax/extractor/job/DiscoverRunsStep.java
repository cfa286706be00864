package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.job.SelectedRuns.SelectedRun;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists the selected runs, and the artifacts of those that are new or have changed since they were last listed. */
@Configuration(proxyBeanMethods = false)
class DiscoverRunsStep {

    private static final Logger log = LoggerFactory.getLogger(DiscoverRunsStep.class);

    private static final int RUNS_PER_CHUNK = 20;

    /**
     * What asking for a run gave.
     *
     * @param listing null: not asked for, as the run is not complete or has not changed
     */
    record DiscoveredRun(
            Run run, SelectedRun selected, @Nullable ArtifactListing listing) {}

    @Bean
    Step discoverRuns(
            Steps steps,
            SelectedRuns selected,
            ActionsApi github,
            RunLedger runs,
            RunIntake intake,
            Selection selection,
            Progress progress) {
        InFlight<SelectedRun, DiscoveredRun> reader = new InFlight<>(
                selected::iterator,
                run -> discover(run, github, runs, selection.refresh() || selection.forceDownload()),
                selection.concurrency());
        return steps.<DiscoveredRun, DiscoveredRun>chunked("discoverRuns", RUNS_PER_CHUNK)
                .listener(new ShownProgress(progress, "runs listed", () -> -1, ShownProgress.requestsLeft(github)))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    chunk.forEach(run -> intake.discovered(run, selection.forceDownload()));
                    progress.advance(chunk.size());
                })
                .build();
    }

    static DiscoveredRun discover(SelectedRun selected, ActionsApi github, RunLedger runs, boolean again) {
        WorkflowRun listed = selected.run();
        Run run = RunIntake.run(listed, selected.repository().toString(), selected.askedFor());
        if (!listed.completed() || (!again && runs.artifactsRead(run))) {
            return new DiscoveredRun(run, selected, null); // still running: left for the next time
        }
        if (github.artifacts(selected.repository(), listed.id()) instanceof Found.Here<ArtifactListing> here) {
            return new DiscoveredRun(run, selected, here.value());
        }
        log.warn("Run {} vanished while it was listed; what is known of it stays", listed.id());
        return new DiscoveredRun(run, selected, null);
    }
}
