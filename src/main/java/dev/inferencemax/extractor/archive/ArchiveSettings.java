package dev.inferencemax.extractor.archive;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the raw archive lies.
 *
 * @param rawDir option {@code --raw-dir}; relative to the working directory
 */
@ConfigurationProperties("extractor")
record ArchiveSettings(@DefaultValue("raw") Path rawDir) {}
