package dev.inferencemax.extractor.source;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which sources there are.
 *
 * @param forceDownload download again even what the archive holds
 * @param backupDir a mirror, see {@link BackupMirror}: a folder, or {@code gs://BUCKET[/PREFIX]}
 * @param gcsApiUrl where Cloud Storage is asked; plain http only for loopback
 * @param gitHistory repositories, see {@link GitHistory}
 * @param stateFile where the state lies; mirrors of repositories lie beside it
 * @param repo the repository of artifacts whose own is not known, the first of the list
 */
@ConfigurationProperties("extractor")
record SourceSettings(
        @DefaultValue("false") boolean forceDownload,
        @Nullable String backupDir,
        @DefaultValue("https://storage.googleapis.com") URI gcsApiUrl,
        @DefaultValue List<String> gitHistory,
        @DefaultValue("state/extractor") String stateFile,
        @DefaultValue("InferenceMAX/InferenceMAX") List<String> repo) {}
