package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.MergeResults;
import dev.inferencemax.extractor.dataset.StandingDataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One measurement once, and of each configuration the newest; nothing, where the dataset that stands is of just this. */
@Configuration(proxyBeanMethods = false)
class MergeResultsStep {

    private static final Logger log = LoggerFactory.getLogger(MergeResultsStep.class);

    /** Whether there is anything to do is decided here, for the steps after it as well. */
    @Bean
    Step mergeResults(Steps steps, MergeResults merge, StandingDataset standing, Outcome outcome) {
        return steps.single("mergeResults", () -> {
            outcome.stands(standing.find().orElse(null));
            if (outcome.stands()) {
                log.info("Nothing has changed since the dataset was written: its files stay as they are");
            } else {
                merge.merge();
            }
        });
    }
}
