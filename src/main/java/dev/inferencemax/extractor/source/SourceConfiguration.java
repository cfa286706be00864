package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.RepositoryName;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sources in the order in which they are asked. */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    @Bean
    SourceChain sources(
            SourceSettings settings, RawArchive archive, RunLedger runs, ObjectProvider<ActionsApi> github) {
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
            sources.add(new BackupFolder(Path.of(settings.backupDir()), archive));
        }
        return new SourceChain(sources);
    }

    @Bean
    GitHistory gitHistory(SourceSettings settings) {
        return new GitMirrors(Path.of(settings.stateFile() + ".git")).open(settings.gitHistory());
    }
}
