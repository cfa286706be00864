package dev.inferencemax.extractor.archive;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the raw archive lies.
 *
 * @param rawDir option {@code --raw-dir}; relative to the working directory. Text, for Spring's own conversion to a path
 *     prefers a class path entry of that name: {@code dev} would become {@code target/classes/dev}
 */
@ConfigurationProperties("extractor")
record ArchiveSettings(@DefaultValue("raw") String rawDir) {

    Path path() {
        return Path.of(rawDir);
    }
}
