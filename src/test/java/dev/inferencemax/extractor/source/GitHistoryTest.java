package dev.inferencemax.extractor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.sample.SampleGit;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHistoryTest {

    private static final String A = "run_7/results_bmk/agg_bmk.json";

    @TempDir
    private Path directory;

    @Test
    void everyVersionIsFoundOnceWhicheverBranchHadIt() {
        repository(
                "git",
                git -> git.commit("2025-10-01T00:00:00Z", A, "[1]")
                        .branch("side", "main")
                        .commit("side", "2025-10-02T00:00:00Z", Map.of(A, "[2]"))
                        // main keeps its own: what the side had is nowhere in main's history
                        .commit("main", "2025-10-03T00:00:00Z", Map.of(A, "[3]"))
                        .merge("main", "side", "2025-10-04T00:00:00Z", Map.of())
                        // a merge that brings something neither had
                        .branch("other", "main")
                        .commit("other", "2025-10-05T00:00:00Z", Map.of(A, "[4]"))
                        .commit("main", "2025-10-05T00:00:01Z", Map.of("unrelated.txt", "x"))
                        .merge("main", "other", "2025-10-06T00:00:00Z", Map.of(A, "[5]"))
                        // moved, deleted, brought back
                        .commit("main", "2025-10-07T00:00:00Z", Map.of(A, "", "docs/" + A, "[5]"))
                        .commit("main", "2025-10-08T00:00:00Z", Map.of("docs/" + A, ""))
                        .commit("main", "2025-10-09T00:00:00Z", Map.of(A, "[1]")));

        assertThat(found("git"))
                .containsExactly(
                        "7 results_bmk 2025-10-06T00:00:00Z agg_bmk.json=[5]",
                        "7 results_bmk 2025-10-05T00:00:00Z agg_bmk.json=[4]",
                        "7 results_bmk 2025-10-03T00:00:00Z agg_bmk.json=[3]",
                        "7 results_bmk 2025-10-02T00:00:00Z agg_bmk.json=[2]",
                        "7 results_bmk 2025-10-01T00:00:00Z agg_bmk.json=[1]");
    }

    @Test
    void theFilesOfAnArtifactAreTogetherAndOlderVersionsApart() {
        repository(
                "git",
                git -> git.commit(
                                "main",
                                "2025-10-01T00:00:00Z",
                                Map.of("18297920860-m__agg_m_a.json", "[1]", "18297920860-m__agg_m_b.json", "[2]"))
                        .commit("2025-10-02T00:00:00Z", "18297920860-m__agg_m_b.json", "[3]"));

        assertThat(found("git"))
                .containsExactly(
                        "18297920860 m 2025-10-02T00:00:00Z agg_m_a.json=[1] agg_m_b.json=[3]",
                        "18297920860 m 2025-10-01T00:00:00Z agg_m_b.json=[2]");
    }

    @Test
    void aVersionThatTellsNoRunStandsForItselfAndComesFirst() {
        repository(
                "git",
                git -> git.commit("2025-10-01T00:00:00Z", "data/agg_bmk.json", "[1]")
                        .commit("2025-10-02T00:00:00Z", "data/agg_bmk.json", "[2]")
                        .commit("2025-10-03T00:00:00Z", A, "[3]"));

        assertThat(found("git"))
                .containsExactly(
                        "0 results_bmk 2025-10-02T00:00:00Z agg_bmk.json=[2]",
                        "0 results_bmk 2025-10-01T00:00:00Z agg_bmk.json=[1]",
                        "7 results_bmk 2025-10-03T00:00:00Z agg_bmk.json=[3]");
    }

    @Test
    void aBranchThatIsOnlyInTheCloneOfAnotherIsReadAsWell() {
        repository(
                "git",
                git -> git.commit("2025-10-01T00:00:00Z", "README.md", "x")
                        .commit("gh-pages", "2025-10-02T00:00:00Z", Map.of(A, "[1]")));
        clone("git", "working-tree");

        assertThat(found("working-tree")).containsExactly("7 results_bmk 2025-10-02T00:00:00Z agg_bmk.json=[1]");
        assertThat(found("working-tree/.git")).hasSize(1);
    }

    @Test
    void severalRepositoriesAreOneHistory() {
        repository("one", git -> git.commit("2025-10-02T00:00:00Z", A, "[1]"));
        repository("two", git -> git.commit("2025-10-01T00:00:00Z", A, "[1]").commit("2025-10-03T00:00:00Z", A, "[2]"));

        assertThat(found("one", "two"))
                .containsExactly(
                        "7 results_bmk 2025-10-03T00:00:00Z agg_bmk.json=[2]",
                        "7 results_bmk 2025-10-01T00:00:00Z agg_bmk.json=[1]");
    }

    @Test
    void aRepositoryBehindAnAddressIsMirroredAndLaterOnlyFetched() {
        String address = directory.resolve("git").toUri().toString();
        try (SampleGit git = SampleGit.at(directory.resolve("git"))) {
            git.commit("2025-10-01T00:00:00Z", A, "[1]").publish();
            assertThat(at(address)).hasSize(1);

            git.commit("2025-10-02T00:00:00Z", A, "[2]")
                    .commit("later", "2025-10-03T00:00:00Z", Map.of(A, "[3]"))
                    .publish();

            assertThat(at(address)).hasSize(3);
        }
    }

    @Test
    void whatWasMirroredIsReadWhenTheAddressAnswersNoMore() throws IOException {
        Path moved = directory.resolve("git");
        String address = moved.toUri().toString();
        repository("git", git -> git.commit("2025-10-01T00:00:00Z", A, "[1]"));
        assertThat(at(address)).hasSize(1);

        Files.move(moved, directory.resolve("elsewhere"));

        assertThat(at(address)).hasSize(1);
    }

    @Test
    void aMirrorThatWasCutOffIsMadeAnew() throws IOException {
        repository("git", git -> git.commit("2025-10-01T00:00:00Z", A, "[1]"));
        Files.createDirectories(directory.resolve("mirrors/part/objects"));
        Files.writeString(directory.resolve("mirrors/part/HEAD"), "half");

        assertThat(at(directory.resolve("git").toUri().toString())).hasSize(1);
        assertThat(directory.resolve("mirrors/part")).doesNotExist();
    }

    @Test
    void aFolderWithoutARepositoryIsRefused() {
        assertThatThrownBy(() -> found("."))
                .isInstanceOf(SourceUnusable.class)
                .hasMessageContaining("--git-history=")
                .hasMessageContaining("no git repository there");
    }

    @Test
    void anAddressWithoutARepositoryIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> at("http://somebody:secret@localhost:1/nowhere.git"))
                .isInstanceOf(SourceUnusable.class)
                .hasMessageContaining("Check the address")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aPartialCloneIsRefusedWithTheRemedy() throws IOException {
        repository("git", git -> git.commit("2025-10-01T00:00:00Z", A, "[1]"));
        Files.writeString(
                directory.resolve("git/config"),
                "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[remote \"origin\"]\n\tpromisor = true\n");

        assertThatThrownBy(() -> found("git"))
                .isInstanceOf(SourceUnusable.class)
                .hasMessageContaining("git clone --mirror");
    }

    @Test
    void anEmptyRepositoryHoldsNothing() {
        repository("git", git -> {});

        assertThat(found("git")).isEmpty();
    }

    /** What happens in a repository. */
    private interface Story {
        void in(SampleGit git);
    }

    private void repository(String name, Story story) {
        try (SampleGit git = SampleGit.at(directory.resolve(name))) {
            story.in(git);
        }
    }

    private void clone(String from, String to) {
        try {
            Git.cloneRepository()
                    .setURI(directory.resolve(from).toUri().toString())
                    .setDirectory(directory.resolve(to).toFile())
                    .call()
                    .close();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Run, artifact, date and files of everything that is found. */
    private List<String> found(String... folders) {
        return at(Stream.of(folders)
                .map(folder -> directory.resolve(folder).toString())
                .toArray(String[]::new));
    }

    private List<String> at(String... locations) {
        try (GitHistory history = new GitMirrors(directory.resolve("mirrors")).open(List.of(locations))) {
            return history.runs()
                    .flatMap(run -> run.artifacts().stream().map(artifact -> run.id() + " " + text(artifact)))
                    .toList();
        }
    }

    private static String text(FoundArtifact artifact) {
        return artifact.name() + " " + artifact.publishedAt() + " "
                + ((FoundRun.Files) artifact.packing())
                        .files().stream()
                                .map(file -> file.entryName() + "=" + content(file))
                                .collect(joining(" "));
    }

    private static String content(LooseFile file) {
        try (var bytes = file.content().open()) {
            return new String(bytes.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
