package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.DatasetExport;
import dev.inferencemax.extractor.dataset.DatasetSummary;
import dev.inferencemax.extractor.dataset.Exported;
import dev.inferencemax.extractor.dataset.RunFigures;
import dev.inferencemax.extractor.github.RequestCounts;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes the dataset: the tables, and last the summary. */
@Configuration(proxyBeanMethods = false)
class ExportDatasetStep {

    @Bean
    Step exportDataset(
            Steps steps,
            DatasetExport export,
            DatasetSummary summary,
            RequestCounts requests,
            StepTimes times,
            Outcome outcome) {
        return steps.single("exportDataset", () -> {
            Exported tables = export.tables();
            outcome.files(tables.files());
            outcome.figures(summary.figures());
            export.summary(
                    outcome.figures(), tables, new RunFigures(requests.byKind(), requests.bytes(), times.seconds()));
        });
    }
}
