package dev.inferencemax.extractor.job;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Artifacts that somebody has already, from their folder to the dataset. No network. */
@Configuration(proxyBeanMethods = false)
class ImportJob {

    /** Restart finds the instance by this name: never rename it. */
    static final String NAME = "import";

    @Bean(NAME)
    Job importJob(
            JobRepository repository,
            Step importArtifacts,
            Step parseArtifacts,
            Step settleLosses,
            Step mergeResults,
            Step exportDataset,
            Step writeReport,
            GracefulStop stop) {
        return new JobBuilder(NAME, repository)
                .listener(stop)
                .start(importArtifacts)
                .next(parseArtifacts)
                .next(settleLosses)
                .next(mergeResults)
                .next(exportDataset)
                .next(writeReport)
                .build();
    }
}
