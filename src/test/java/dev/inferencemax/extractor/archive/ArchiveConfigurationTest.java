package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.objectstore.ObjectStores;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ArchiveConfigurationTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(ArchiveConfiguration.class, ObjectStores.class);

    @TempDir
    private Path folder;

    @Test
    void theArchiveLiesInRawBelowTheWorkingDirectoryUnlessToldOtherwise() {
        application.run(context -> assertThat(context.getBean(RawArchive.class).folder())
                .contains(Path.of("raw").toAbsolutePath()));
        application
                .withPropertyValues("extractor.raw-dir=" + folder.resolve("elsewhere"))
                .run(context ->
                        assertThat(context.getBean(RawArchive.class).folder()).contains(folder.resolve("elsewhere")));
    }

    @Test
    void startingTheApplicationTouchesNothing() {
        application
                .withPropertyValues("extractor.raw-dir=" + folder.resolve("raw"))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderNamedLikeAPackageIsStillAFolder() {
        application
                .withPropertyValues("extractor.raw-dir=dev")
                .run(context -> assertThat(context.getBean(RawArchive.class).folder())
                        .contains(Path.of("dev").toAbsolutePath()));
    }
}
