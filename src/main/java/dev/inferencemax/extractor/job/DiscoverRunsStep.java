package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.job.SelectedRuns.SelectedRun;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists the selected runs, and notes those that are new or have changed since their artifacts were listed. */
@Configuration(proxyBeanMethods = false)
class DiscoverRunsStep {

    private static final int RUNS_PER_CHUNK = 100;

    @Bean
    Step discoverRuns(
            Steps steps,
            SelectedRuns selected,
            ActionsApi github,
            RunLedger runs,
            RunIntake intake,
            Selection selection,
            Progress progress) {
        InFlight<SelectedRun, SelectedRun> reader = new InFlight<>(step -> selected.iterator(), run -> run, 1);
        return steps.<SelectedRun, SelectedRun>chunked("discoverRuns", RUNS_PER_CHUNK)
                .listener(new ShownProgress(progress, "runs listed", () -> -1, ShownProgress.requestsLeft(github)))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    chunk.forEach(run -> intake.discovered(run, isToBeListed(run, runs, selection)));
                    progress.advance(chunk.size());
                })
                .build();
    }

    /** One that is still running is left for the next time. */
    static boolean isToBeListed(SelectedRun selected, RunLedger runs, Selection selection) {
        boolean again = selection.refresh() || selection.forceDownload();
        Run run = RunIntake.run(selected);
        return selected.run().completed() && (again || !runs.artifactsRead(run));
    }
}
