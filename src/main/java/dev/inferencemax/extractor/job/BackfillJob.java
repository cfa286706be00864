package dev.inferencemax.extractor.job;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything that was published, from GitHub to the dataset; run again, only what is new. */
@Configuration(proxyBeanMethods = false)
class BackfillJob {

    /** Restart finds the instance by this name: never rename it. */
    static final String NAME = "backfill";

    @Bean
    Job backfill(
            JobRepository repository,
            Step discoverRuns,
            Step listArtifacts,
            Step planDownloads,
            Step downloadArtifacts,
            Step parseArtifacts,
            Step fillGaps,
            Step downloadGaps,
            Step recoverArtifacts,
            Step parseGaps,
            Step settleLosses,
            Step mergeResults,
            Step exportDataset,
            Step writeReport,
            GracefulStop stop) {
        return new JobBuilder(NAME, repository)
                .listener(stop)
                .start(discoverRuns)
                .next(listArtifacts)
                .next(planDownloads)
                .next(downloadArtifacts)
                .next(parseArtifacts)
                .next(fillGaps)
                .next(downloadGaps)
                .next(recoverArtifacts)
                .next(parseGaps)
                .next(settleLosses)
                .next(mergeResults)
                .next(exportDataset)
                .next(writeReport)
                .build();
    }
}
