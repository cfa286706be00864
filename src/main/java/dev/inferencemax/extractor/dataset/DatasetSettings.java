package dev.inferencemax.extractor.dataset;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is written, and where.
 *
 * @param outputDir as text: a property of type path would prefer a class path entry of that name
 * @param model family keys to write; {@code all} for every one
 */
@ConfigurationProperties("extractor")
public record DatasetSettings(
        @DefaultValue("out") String outputDir,
        @DefaultValue("all") List<String> model,
        @DefaultValue("full") Deduplication dedup) {

    Path folder() {
        return Path.of(outputDir);
    }

    boolean wants(String family) {
        return model.contains("all") || model.contains(family);
    }
}
