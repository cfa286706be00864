package dev.inferencemax.extractor.archive;

import dev.inferencemax.extractor.objectstore.ObjectStores;
import dev.inferencemax.extractor.objectstore.S3Address;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the raw archive lies.
 *
 * @param rawDir option {@code --raw-dir}; relative to the working directory. Text, for Spring's own conversion to a path
 *     prefers a class path entry of that name: {@code dev} would become {@code target/classes/dev}. Or {@code
 *     s3://BUCKET[/PREFIX]}
 */
@ConfigurationProperties("extractor")
record ArchiveSettings(@DefaultValue("raw") String rawDir) {

    /** In a bucket, or in a folder. */
    RawArchive archive(ObjectStores stores) {
        return S3Address.isMeant(rawDir)
                ? new BucketArchive(stores.at("--raw-dir", rawDir))
                : new FolderArchive(Path.of(rawDir));
    }
}
