package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.DatasetExport;
import dev.inferencemax.extractor.dataset.DatasetPublication;
import dev.inferencemax.extractor.dataset.DatasetSummary;
import dev.inferencemax.extractor.dataset.RunFigures;
import dev.inferencemax.extractor.dataset.StandingDataset;
import dev.inferencemax.extractor.github.RequestCounts;
import dev.inferencemax.extractor.report.HtmlReport;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes what tells of the tables: the page for people, unless it stands, and last the summary; and publishes all. */
@Configuration(proxyBeanMethods = false)
class WriteReportStep {

    @Bean
    Step writeReport(
            Steps steps,
            HtmlReport report,
            DatasetExport export,
            DatasetSummary summary,
            RequestCounts requests,
            StepTimes times,
            DatasetPublication publication,
            StandingDataset standing,
            Outcome outcome) {
        return steps.single("writeReport", () -> {
            if (!outcome.stands()) {
                outcome.file(report.write());
            }
            outcome.figures(summary.figures());
            export.summary(
                    outcome.figures(),
                    outcome.exported(),
                    new RunFigures(requests.byKind(), requests.bytes(), times.seconds()));
            if (!outcome.stands()) {
                standing.written(outcome.files(), outcome.exported(), outcome.figures());
            }
            publication.publish();
        });
    }
}
