package dev.inferencemax.extractor.telemetry;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is told of a run.
 *
 * @param notifyUrl where the notice is posted; null: nobody is told
 */
@ConfigurationProperties("extractor")
record NoticeSettings(@Nullable URI notifyUrl) {}
