package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Generation;
import dev.inferencemax.extractor.sample.SampleGit;
import dev.inferencemax.extractor.sample.SampleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that were committed to a repository, run by run or as one file that grew. */
class GitHistoryImportTest {

    private static final String IMPORT = "--spring.batch.job.name=import";
    private static final long RUN = 18300000001L;
    private static final long LATER_RUN = 18400000001L;

    @TempDir
    private Path directory;

    private static SampleResult single(int conc) {
        return aResult().conc(conc).seed(conc);
    }

    private static String list(SampleResult... results) {
        return Stream.of(results).map(SampleResult::json).toList().toString();
    }

    @Test
    void theRowsOfEveryVersionAreThereEachOnceAndDated() {
        String repository = repository();
        Workplace work = new Workplace(directory.resolve("work"));

        assertThat(work.runHere(IMPORT, "--git-history=" + repository)).isZero();
        assertThat(work.rows("history.csv"))
                .extracting(row -> Stream.of("run_id", "conc", "source", "artifact_name")
                        .map(row::get)
                        .collect(Collectors.joining(" ")))
                .containsExactly(
                        " 64 git-history results_bmk",
                        " 128 git-history results_bmk",
                        RUN + " 8 git-history " + single(8).artifactName(),
                        RUN + " 16 git-history results_gptoss_1k1k",
                        LATER_RUN + " 32 git-history " + single(32).artifactName());
        assertThat(work.rows("history.csv").subList(0, 2))
                .extracting(row -> row.get("benchmark_date") + " " + row.get("artifact_id") + row.get("flags"))
                .containsExactly(
                        "2025-11-02T00:00:00Z run_unknown;unofficial", "2025-11-03T00:00:00Z run_unknown;unofficial");
        assertThat(work.rows("history.csv").get(2).get("flags"))
                .contains("date_interpolated")
                .doesNotContain("unofficial");
    }

    @Test
    void whatTellsNoRunIsNeverNewerThanWhatDoes() {
        Path git = directory.resolve("git");
        try (SampleGit commits = SampleGit.at(git)) {
            SampleResult early = aResult(Generation.G7).conc(8).seed(1);
            commits.commit(
                            "2026-02-01T00:00:00Z",
                            "agg_bmk.json",
                            list(aResult(Generation.G7).conc(8).seed(2)))
                    .commit(
                            "2026-02-02T00:00:00Z",
                            "agg_bmk.json",
                            list(aResult(Generation.G7).conc(16).seed(3)))
                    .commit(
                            "2026-02-03T00:00:00Z",
                            "agg_bmk.json",
                            list(aResult(Generation.G7).conc(16).seed(4)))
                    .commit("2025-10-08T00:00:00Z", path(RUN, early), early.json());
        }
        Workplace work = new Workplace(directory.resolve("work"));

        assertThat(work.runHere(IMPORT, "--git-history=" + git)).isZero();

        assertThat(work.rows("benchmarks.csv"))
                .extracting(row -> row.get("conc") + " " + row.get("run_id") + " "
                        + row.get("benchmark_date").substring(0, 10))
                .containsExactly("8 " + RUN + " 2025-10-07", "16  2026-02-03");
    }

    @Test
    void theArchiveMadeFromAHistoryGivesTheSameDatasetElsewhere() {
        Workplace work = new Workplace(directory.resolve("work"));
        assertThat(work.runHere(IMPORT, "--git-history=" + repository())).isZero();
        Workplace elsewhere = new Workplace(directory.resolve("elsewhere"));

        assertThat(elsewhere.runHere(IMPORT, "--archive=" + work.path("raw"))).isZero();
        assertThat(withoutSource(elsewhere)).isEqualTo(withoutSource(work));
        assertThat(elsewhere.runHere("--spring.batch.job.name=rebuild")).isZero();
        assertThat(withoutSource(elsewhere)).isEqualTo(withoutSource(work));
    }

    @Test
    void theOrderOfImportsDoesNotMatterNorDoOnesMadeTwice() throws IOException {
        String repository = repository();
        Path archive = directory.resolve("archive");
        Path folder = archive.resolve("run_" + LATER_RUN + "/results_bmk");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("agg_bmk.json"), list(single(64), single(32)));
        Workplace forth = new Workplace(directory.resolve("forth"));
        Workplace back = new Workplace(directory.resolve("back"));

        forth.runHere(IMPORT, "--archive=" + archive);
        forth.runHere(IMPORT, "--git-history=" + repository);
        back.runHere(IMPORT, "--git-history=" + repository);
        back.runHere(IMPORT, "--archive=" + archive);
        back.runHere(IMPORT, "--git-history=" + repository);

        assertThat(back.tables()).isEqualTo(forth.tables());
        assertThat(forth.rows("history.csv"))
                .as("the record of the grown file is one of a known run")
                .extracting(row -> row.get("run_id") + " " + row.get("conc"))
                .contains(LATER_RUN + " 64")
                .doesNotContain(" 64");
    }

    @Test
    void twoThousandCommitsOfThreeHundredFilesTakeLittleMemory() {
        Path git = directory.resolve("git");
        Map<String, Integer> versions = new HashMap<>();
        try (SampleGit commits = SampleGit.at(git)) {
            Map<String, String> all = new HashMap<>();
            for (int file = 0; file < 300; file++) {
                all.put(pathOf(file), aResult().conc(1 + file).seed(file).json());
                versions.put(pathOf(file), 1);
            }
            commits.commit("main", "2025-10-01T00:00:00Z", all);
            for (int commit = 1; commit < 2_000; commit++) {
                int file = commit * 7 % 300;
                commits.commit(
                        commit % 10 == 0 ? "side" : "main",
                        "2025-11-01T%02d:%02d:00Z".formatted(commit / 100, commit % 60),
                        Map.of(
                                pathOf(file),
                                aResult().conc(1 + file).seed(1_000L + commit).json()));
                versions.merge(pathOf(file), 1, Integer::sum);
            }
        }
        Workplace work = new Workplace(directory.resolve("work"));

        Ended imported = work.runWith(Map.of("JDK_JAVA_OPTIONS", "-Xmx256m"), IMPORT, "--git-history=" + git);

        assertThat(imported.exitCode()).as(imported.said()).isZero();
        assertThat(work.rows("history.csv").stream()
                        .collect(Collectors.groupingBy(row -> row.get("conc"), Collectors.counting())))
                .hasSize(300)
                .allSatisfy((conc, rows) ->
                        assertThat(rows).isEqualTo((long) versions.get(pathOf(Integer.parseInt(conc) - 1))));
        assertThat(work.summary().at("/records/duplicates").asInt()).isZero();
    }

    /** Half of them tell the run. */
    private static String pathOf(int file) {
        String name = "gptoss_1k1k_fp4_vllm_tp8_conc%d_h100-cw_0".formatted(1 + file);
        return file % 2 == 0
                ? "data/%d-%s__agg_%s.json".formatted(RUN, name, name)
                : "data/agg_%s.json".formatted(name);
    }

    private static String path(long run, SampleResult result) {
        String name = result.artifactName();
        return "docs/data/%d-%s__%s".formatted(run, name, result.fileName(name));
    }

    /** Single results and an aggregate by run, and one file that was overwritten day by day. */
    private String repository() {
        Path git = directory.resolve("git");
        try (SampleGit commits = SampleGit.at(git)) {
            commits.commit(
                            "2025-10-08T00:00:00Z",
                            path(RUN, single(8)),
                            single(8).json())
                    .commit(
                            "2025-10-09T00:00:00Z",
                            "docs/data/%d-4198404042-results_gptoss_1k1k__agg_gptoss_1k1k.json".formatted(RUN),
                            list(single(8), single(16)))
                    .commit(
                            "2025-10-20T00:00:00Z",
                            path(LATER_RUN, single(32)),
                            single(32).json())
                    .commit("2025-11-01T00:00:00Z", "agg_bmk.json", list(single(8), single(32)))
                    .commit("2025-11-02T00:00:00Z", "agg_bmk.json", list(single(32), single(64)))
                    .commit("2025-11-03T00:00:00Z", "agg_bmk.json", list(single(64), single(128)));
        }
        return git.toString();
    }

    private static Map<String, List<Map<String, String>>> withoutSource(Workplace work) {
        return work.tables().keySet().stream().collect(Collectors.toMap(table -> table, table -> {
            List<Map<String, String>> rows = work.rows(table);
            rows.forEach(row -> row.keySet().removeAll(List.of("source", "tried")));
            return rows;
        }));
    }
}
