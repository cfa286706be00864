package dev.inferencemax.extractor.archive;

import dev.inferencemax.extractor.objectstore.ObjectStores;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArchiveSettings.class)
class ArchiveConfiguration {

    /** Lazily, for {@code --status} and {@code --help} have no use for it. */
    @Bean
    @Lazy
    RawArchive rawArchive(ArchiveSettings settings, ObjectStores stores) {
        return settings.archive(stores);
    }
}
