package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.DatasetExport;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes the tables of the dataset, unless they stand. */
@Configuration(proxyBeanMethods = false)
class ExportDatasetStep {

    @Bean
    Step exportDataset(Steps steps, DatasetExport export, Outcome outcome) {
        return steps.single("exportDataset", () -> {
            if (!outcome.stands()) {
                outcome.exported(export.tables());
            }
        });
    }
}
