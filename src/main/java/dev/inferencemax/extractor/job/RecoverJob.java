package dev.inferencemax.extractor.job;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is lost or failed, asked for once more, of whatever sources are given now; then the dataset. */
@Configuration(proxyBeanMethods = false)
class RecoverJob {

    /** Restart finds the instance by this name: never rename it. */
    static final String NAME = "recover";

    @Bean
    Job recover(
            JobRepository repository,
            Step retryLosses,
            Step downloadArtifacts,
            Step recoverArtifacts,
            Step parseArtifacts,
            Step settleLosses,
            Step mergeResults,
            Step exportDataset,
            Step writeReport,
            GracefulStop stop) {
        return new JobBuilder(NAME, repository)
                .listener(stop)
                .start(retryLosses)
                .next(downloadArtifacts)
                .next(recoverArtifacts)
                .next(parseArtifacts)
                .next(settleLosses)
                .next(mergeResults)
                .next(exportDataset)
                .next(writeReport)
                .build();
    }
}
