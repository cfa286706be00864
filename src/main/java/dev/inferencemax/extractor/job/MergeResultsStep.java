package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.MergeResults;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One measurement once, and of each configuration the newest. */
@Configuration(proxyBeanMethods = false)
class MergeResultsStep {

    @Bean
    Step mergeResults(Steps steps, MergeResults merge) {
        return steps.single("mergeResults", merge::merge);
    }
}
