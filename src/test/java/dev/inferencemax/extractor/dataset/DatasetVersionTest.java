package dev.inferencemax.extractor.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetVersionTest {

    private static final Instant NOW = Instant.parse("2025-12-09T10:20:30.5Z");
    private static final String SUMMARY =
            "{\"runs\": 3, \"requests\": {\"list\": 1}, \"bytes\": 9, \"steps\": {\"merge\": 1}}";

    @TempDir
    private Path folder;

    private DatasetVersion version(String history, String summary, Instant when) throws IOException {
        Files.createDirectories(folder.resolve("by_model/a"));
        Files.createDirectories(folder.resolve(".part"));
        Files.writeString(folder.resolve("history.csv"), history);
        Files.writeString(folder.resolve("by_model/a/inferencemax.csv"), history);
        Files.writeString(folder.resolve("summary.json"), summary);
        Files.writeString(folder.resolve(".part/half"), "half");
        return DatasetVersion.of(folder, when);
    }

    @Test
    void itListsEveryFileThatIsWholeAndIsReadAsItWasWritten() throws IOException {
        DatasetVersion version = version("a\n1\n", SUMMARY, NOW);

        assertThat(version.files())
                .extracting(DatasetVersion.VersionFile::path)
                .containsExactly("by_model/a/inferencemax.csv", "history.csv", "summary.json");
        assertThat(version.prefix())
                .isEqualTo("versions/20251209T102030Z-" + version.content().substring(0, 16) + "/");
        assertThat(DatasetVersion.read(version.json())).contains(version);
    }

    @Test
    void whatTheSummarySaysOfTheRunMakesNoOtherDataset() throws IOException {
        DatasetVersion version = version("a\n1\n", SUMMARY, NOW);

        assertThat(version("a\n1\n", "{\"runs\": 3, \"requests\": {}, \"bytes\": 0, \"steps\": {}}", NOW)
                        .content())
                .isEqualTo(version.content());
        assertThat(version("a\n1\n", SUMMARY.replace('3', '4'), NOW).content()).isNotEqualTo(version.content());
        assertThat(version("a\n2\n", SUMMARY, NOW).content()).isNotEqualTo(version.content());
    }

    @Test
    void theSameIsPublishedAnewAfterAWeek() throws IOException {
        DatasetVersion published = version("a\n1\n", SUMMARY, NOW);

        assertThat(published.standsFor(version("a\n1\n", SUMMARY, NOW.plus(Duration.ofDays(6)))))
                .isTrue();
        assertThat(published.standsFor(version("a\n1\n", SUMMARY, NOW.plus(Duration.ofDays(8)))))
                .isFalse();
        assertThat(published.standsFor(version("a\n2\n", SUMMARY, NOW))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "[]", "null", "{\"content\": \"x\", \"files\": [null]}"})
    void aListThatIsNoneOfOursIsReplaced(String json) {
        assertThat(DatasetVersion.read(json.getBytes(UTF_8))).isEmpty();
    }
}
