package dev.inferencemax.extractor.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long the process may take.
 *
 * @param maxDuration from its start; beyond it the job stops cleanly. Null: as long as it takes
 */
@ConfigurationProperties("extractor")
record TimeLimit(@Nullable Duration maxDuration) {}
