package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ResultLedger;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The archive is the truth of a rebuild: what is no longer in it is no longer known, and wanted again. */
@Configuration(proxyBeanMethods = false)
class ForgetMissingStep {

    private static final Logger log = LoggerFactory.getLogger(ForgetMissingStep.class);
    private static final int RUNS_PER_CHUNK = 20;

    private final ArtifactLedger artifacts;
    private final ResultLedger results;
    private final RawArchive archive;

    ForgetMissingStep(ArtifactLedger artifacts, ResultLedger results, RawArchive archive) {
        this.artifacts = artifacts;
        this.results = results;
        this.archive = archive;
    }

    @Bean
    Step forgetResults(Steps steps) {
        return steps.single("forgetResults", results::forgetAll);
    }

    @Bean
    Step forgetMissing(Steps steps) {
        return steps.<Long, Long>chunked("forgetMissing", RUNS_PER_CHUNK)
                .reader(new RunsInOrder(artifacts::runsInArchive))
                .writer(chunk -> chunk.forEach(this::check))
                .build();
    }

    private void check(long run) {
        Set<String> there = archive.filesOf(run);
        artifacts.ofRun(run).forEach(artifact -> check(artifact, there.contains(artifact.file())));
    }

    private void check(Artifact artifact, boolean isThere) {
        boolean should = switch (artifact.state()) {
            case DOWNLOADED, PARSED, REJECTED -> artifact.source() != null;
            default -> false;
        };
        if (should && !isThere && !archive.holds(artifact.file(), null, null)) {
            log.warn("{} is gone from the archive: its rows are left out until it is had again", artifact.file());
            results.forget(artifact.id());
            artifacts.move(artifact, artifact.expired() ? ArtifactState.EXPIRED : ArtifactState.WANTED);
        }
    }
}
