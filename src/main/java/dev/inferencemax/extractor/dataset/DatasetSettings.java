package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.objectstore.S3Address;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is written, and where.
 *
 * @param outputDir as text: a property of type path would prefer a class path entry of that name. Or {@code
 *     s3://BUCKET[/PREFIX]}, where {@link DatasetPublication} brings it
 * @param compareAt the day that divides the earlier era from the later, as text: a date would be read as the locale has it
 * @param stateFile where the state lies; what goes to a bucket is made beside it, where no other run is
 * @param model family keys to write; {@code all} for every one
 */
@ConfigurationProperties("extractor")
public record DatasetSettings(
        @DefaultValue("out") String outputDir,
        @DefaultValue("all") List<String> model,
        @DefaultValue("full") Deduplication dedup,
        @DefaultValue("2025-12-09") String compareAt,
        @DefaultValue("state/extractor") String stateFile) {

    /** The first UTC day of the later era. */
    LocalDate laterEra() {
        return LocalDate.parse(compareAt);
    }

    /** Where the files are made. */
    Path folder() {
        return isInBucket() ? Path.of(stateFile + ".out") : Path.of(outputDir);
    }

    boolean isInBucket() {
        return S3Address.isMeant(outputDir);
    }

    boolean wants(String family) {
        return model.contains("all") || model.contains(family);
    }
}
