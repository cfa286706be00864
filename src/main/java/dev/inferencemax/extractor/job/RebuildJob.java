package dev.inferencemax.extractor.job;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The dataset made anew from the raw archive. No network. */
@Configuration(proxyBeanMethods = false)
class RebuildJob {

    /** Restart finds the instance by this name: never rename it. */
    static final String NAME = "rebuild";

    @Bean
    Job rebuild(
            JobRepository repository,
            Step forgetResults,
            Step forgetMissing,
            Step rereadArchive,
            Step parseArtifacts,
            Step settleLosses,
            Step mergeResults,
            Step exportDataset,
            Step writeReport,
            GracefulStop stop) {
        return new JobBuilder(NAME, repository)
                .listener(stop)
                .start(forgetResults)
                .next(forgetMissing)
                .next(rereadArchive)
                .next(parseArtifacts)
                .next(settleLosses)
                .next(mergeResults)
                .next(exportDataset)
                .next(writeReport)
                .build();
    }
}
