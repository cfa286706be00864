package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.job.WorkSharing;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.Parts;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.partition.support.RemoteStepExecutionAggregator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.PartitionStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;

/** Leads a job whose downloading and parsing is done by workers. */
final class Lead implements WorkSharing {

    private final JobRepository repository;
    private final Parts parts;
    private final ArtifactLedger artifacts;
    private final Post post;
    private final Watch watch;
    private final ScaleOutSettings settings;

    Lead(
            JobRepository repository,
            Parts parts,
            ArtifactLedger artifacts,
            Post post,
            Watch watch,
            ScaleOutSettings settings) {
        this.repository = repository;
        this.parts = parts;
        this.artifacts = artifacts;
        this.post = post;
        this.watch = watch;
        this.settings = settings;
    }

    @Override
    public Step shared(String name, StepBuilder named, Work work) {
        Rounds rounds = new Rounds(name, work, repository, parts, settings);
        return new PartitionStepBuilder(named)
                .splitter(rounds)
                .partitionHandler(new HandOver(rounds, work, post, watch, repository, artifacts))
                .aggregator(new RemoteStepExecutionAggregator(repository))
                .build();
    }

    @Override
    public void reclaim(JobExecution left) {
        watch.reclaim(left);
    }
}
