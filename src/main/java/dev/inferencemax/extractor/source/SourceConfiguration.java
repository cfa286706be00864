package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.InvalidSetting;
import dev.inferencemax.extractor.github.OtherHosts;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** The sources in the order in which they are asked. */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    /** The mirror that was given; where none was, one that is empty. */
    @Bean
    BackupMirror backupMirror(
            SourceSettings settings, RawArchive archive, RunLedger runs, ObjectProvider<OtherHosts> hosts) {
        return new BackupMirror(
                store(settings, hosts),
                archive,
                run -> runs.find(run).map(Run::createdAt).orElse(null));
    }

    private static MirrorStore store(SourceSettings settings, ObjectProvider<OtherHosts> hosts) {
        String place = settings.backupDir();
        if (place == null) {
            return new NoMirror();
        }
        if (!place.startsWith("gs:")) {
            return new MirrorFolder(Path.of(place));
        }
        String option = "--backup-dir=" + place;
        BucketAddress address = BucketAddress.of(place)
                .orElseThrow(() -> new InvalidSetting(option + " is not a bucket. Give gs://BUCKET[/PREFIX]."));
        return new MirrorBucket(
                option,
                address,
                settings.gcsApiUrl(),
                SingletonSupplier.of(() -> hosts.getObject()
                        .at("--gcs-api-url=" + settings.gcsApiUrl(), settings.gcsApiUrl(), option, "GCS_TOKEN")));
    }

    @Bean
    SourceChain sources(
            SourceSettings settings,
            RawArchive archive,
            RunLedger runs,
            ObjectProvider<ActionsApi> github,
            BackupMirror mirror) {
        List<ArtifactSource> sources = new ArrayList<>();
        if (!settings.forceDownload()) {
            sources.add(new ArchivedAlready(archive));
        }
        sources.add(new GitHubSource(
                github::getObject,
                archive,
                runs,
                RepositoryName.valueOf(settings.repo().get(0))));
        if (settings.backupDir() != null) {
            sources.add(mirror);
        }
        return new SourceChain(sources);
    }

    @Bean
    GitHistory gitHistory(SourceSettings settings) {
        return new GitMirrors(Path.of(settings.stateFile() + ".git")).open(settings.gitHistory());
    }

    /** Holds nothing. */
    private static final class NoMirror implements MirrorStore {

        @Override
        public void requireThere() {
            // nobody expects anything of it
        }

        @Override
        public List<String> folders(String folder) {
            return List.of();
        }

        @Override
        public List<MirrorFile> files(String folder) {
            return List.of();
        }
    }
}
