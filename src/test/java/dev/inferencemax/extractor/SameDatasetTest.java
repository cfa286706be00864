package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.dataset.Table;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import dev.inferencemax.extractor.sample.SampleResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One set of artifacts gives one dataset, whichever way and in whichever order they came. */
class SameDatasetTest {

    private static final String IMPORT = "--spring.batch.job.name=import";
    private static final String REBUILD = "--spring.batch.job.name=rebuild";

    @TempDir
    private static Path directory;

    /** Where a backfill of a believable history was made. */
    private static Workplace downloaded;

    private static SortedMap<String, String> published;

    @BeforeAll
    static void backfill() {
        downloaded = new Workplace(directory.resolve("downloaded"));
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Ended ended = downloaded.here(Workplace.backfill(github));
            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(3);
        }
        published = downloaded.tables();
    }

    @Test
    void theArchiveOfABackfillImportedElsewhereGivesTheSameDatasetButForItsSource() {
        Workplace elsewhere = new Workplace(directory.resolve("elsewhere"));

        Ended imported = elsewhere.here(IMPORT, "--archive=" + downloaded.path("raw"));

        assertThat(imported.exitCode()).as(imported.said()).isEqualTo(3);
        assertThat(withoutSource(elsewhere)).isEqualTo(withoutSource(downloaded));
        assertThat(elsewhere.rows("history.csv"))
                .extracting(row -> row.get("source"))
                .containsOnly("archive");
        assertThat(elsewhere.summary().path("records"))
                .isEqualTo(downloaded.summary().path("records"));
    }

    @Test
    void aStateThatIsGoneIsRebuiltFromTheArchiveAlone() {
        Workplace again = new Workplace(directory.resolve("again"));

        Ended rebuilt = again.here(REBUILD, "--raw-dir=" + copyOf(downloaded.path("raw"), again.path("raw")));

        assertThat(rebuilt.exitCode()).as(rebuilt.said()).isEqualTo(3);
        assertThat(withoutSource(again)).isEqualTo(withoutSource(downloaded));
    }

    @Test
    void rebuiltOnItsStateTheDatasetHasTheSameBytes() {
        Ended rebuilt = downloaded.here(REBUILD, "--output-dir=" + downloaded.path("rebuilt"));

        assertThat(rebuilt.exitCode()).as(rebuilt.said()).isEqualTo(3);
        assertThat(downloaded.tables("rebuilt")).isEqualTo(published);
        assertThat(downloaded.path("rebuilt/report.html")).hasSameBinaryContentAs(downloaded.path("out/report.html"));
    }

    @Test
    void ofOneModelTheReportTellsAsTheTablesDo() {
        Ended rebuilt = downloaded.here(REBUILD, "--model=dsr1", "--output-dir=" + downloaded.path("dsr1"));

        assertThat(rebuilt.exitCode()).as(rebuilt.said()).isEqualTo(3);
        JsonNode tables = downloaded.report("dsr1").path("tables");
        assertThat(tables.at("/configurations/columns/model/words")).hasSize(1);
        assertThat(tables.at("/configurations/columns/model/words/0").asString())
                .isEqualTo("dsr1");
        assertThat(tables.at("/points/rows").asInt())
                .isEqualTo(Workplace.rowsOf(downloaded.path("dsr1/history.csv")).size())
                .isPositive();
    }

    @Test
    void anEmptyArchiveIsRebuiltToEmptyTables() {
        Workplace empty = new Workplace(directory.resolve("empty"));

        Ended rebuilt = empty.here(REBUILD);

        assertThat(rebuilt.exitCode()).as(rebuilt.said()).isZero();
        assertThat(empty.tables())
                .containsOnlyKeys(Arrays.stream(Table.values()).map(Table::csv).toArray(String[]::new))
                .allSatisfy((file, text) -> assertThat(text)
                        .isEqualTo(published.get(file).lines().findFirst().orElseThrow() + "\n"));
        assertThat(empty.summary().at("/records/read").asInt()).isZero();
    }

    @Test
    void twoArchivesGiveTheSameBytesInEitherOrderAndAgain() {
        Path october = october(directory.resolve("october"));
        Path december = december(directory.resolve("december"));
        Workplace forth = new Workplace(directory.resolve("forth"));
        Workplace back = new Workplace(directory.resolve("back"));

        importOf(forth, october);
        importOf(forth, december);
        importOf(back, december);
        importOf(back, october);

        assertThat(back.tables()).isEqualTo(forth.tables());
        assertThat(forth.rows("history.csv"))
                .extracting(row -> row.get("run_id") + " " + row.get("artifact_name") + " " + row.get("conc"))
                .containsExactly(
                        "18300000001 results_gptoss_1k1k 32",
                        "18300000001 " + single(16).artifactName() + " 16",
                        "18300000001 " + single(8).artifactName() + " 8",
                        "18300000002 " + single(64).artifactName() + " 64",
                        "20300000001 results_bmk 8",
                        "20300000001 results_bmk 16",
                        "20300000002 " + single(128).artifactName() + " 128");
        SortedMap<String, String> once = back.tables();

        importOf(back, december);

        assertThat(back.tables()).isEqualTo(once);
    }

    /** Of the three artifacts that one run named {@code results_gptoss_1k1k} two mirrors can have kept different ones. */
    @Test
    void twoVersionsOfOneUnlistedArtifactGiveTheRowsOfBothInEitherOrder() {
        Path early = directory.resolve("early");
        Path late = directory.resolve("late");
        write(early.resolve("run_18300000001/results_gptoss_1k1k/agg_gptoss_1k1k.json"), list(single(8)));
        write(late.resolve("run_18300000001/results_gptoss_1k1k/agg_gptoss_1k1k.json"), list(single(8), single(16)));
        Workplace forth = new Workplace(directory.resolve("early-first"));
        Workplace back = new Workplace(directory.resolve("late-first"));

        importOf(forth, early);
        importOf(forth, late);
        importOf(back, late);
        importOf(back, early);

        assertThat(forth.rows("history.csv")).hasSize(2);
        assertThat(forth.tables()).isEqualTo(back.tables());
    }

    private static void importOf(Workplace work, Path archive) {
        Ended imported = work.here(IMPORT, "--archive=" + archive);
        assertThat(imported.exitCode()).as(imported.said()).isZero();
        assertThat(imported.err()).doesNotContain("WARN", "ERROR");
    }

    /** As {@code gh run download} leaves it, with the listing of one of its runs. */
    private static Path october(Path root) {
        folder(root, 18300000001L, single(8));
        folder(root, 18300000001L, single(16));
        write(
                root.resolve("run_18300000001/results_gptoss_1k1k/agg_gptoss_1k1k.json"),
                list(single(8), single(16), single(32)));
        folder(root, 18300000002L, single(64));
        write(root.resolve("runs.json"), """
                {"total_count": 1, "workflow_runs": [
                  {"id": 18300000001, "path": ".github/workflows/full-sweep-1k1k-scheduler.yml", "event": "schedule",
                   "head_branch": "main", "head_sha": "0123456789abcdef0123456789abcdef01234567", "status": "completed",
                   "conclusion": "success", "run_attempt": 1,
                   "created_at": "2025-10-07T04:02:00Z", "updated_at": "2025-10-07T07:02:00Z"}]}
                """);
        return root;
    }

    /** As a script's cache and our own archive have it: bare files and zips, without a listing. */
    private static Path december(Path root) {
        zip(root, 18300000002L, single(64));
        write(root.resolve("run_20300000001/agg_bmk.json"), list(single(8), single(16)));
        zip(root, 20300000002L, single(128));
        write(root.resolve("run_20300000002/agg_bmk.json"), list(single(128)));
        return root;
    }

    private static SampleResult single(int conc) {
        return aResult().conc(conc);
    }

    private static String list(SampleResult... results) {
        return Stream.of(results).map(SampleResult::json).toList().toString();
    }

    private static void folder(Path root, long run, SampleResult result) {
        String name = result.artifactName();
        write(root.resolve("run_" + run).resolve(name).resolve(result.fileName(name)), result.json());
    }

    private static void zip(Path root, long run, SampleResult result) {
        String name = result.artifactName();
        Path file = root.resolve("run_" + run).resolve(name + ".zip");
        try {
            Files.createDirectories(file.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(result.fileName(name)));
                zip.write(result.json().getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyOf(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every table, row by row in its order; where the bytes came from and what was tried cannot be the same. */
    private static Map<String, List<Map<String, String>>> withoutSource(Workplace work) {
        return work.tables().keySet().stream().collect(Collectors.toMap(table -> table, table -> {
            List<Map<String, String>> rows = work.rows(table);
            rows.forEach(row -> row.keySet().removeAll(List.of("source", "tried")));
            return rows;
        }));
    }
}
