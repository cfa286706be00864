package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In whatever shape somebody has a run's artifacts, the dataset is the same. */
class ArchiveShapesTest {

    private static final String IMPORT = "--spring.batch.job.name=import";
    private static final long ID = 18300000001L;
    private static final String RUN = "run_" + ID;
    private static final int SINGLES = 4;

    @TempDir
    private static Path directory;

    private static SortedMap<String, String> ofRaw;

    /** Files by their path in an unpacked run: {@code NAME/FILE.json}. */
    private static Map<String, byte[]> unpacked() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int conc = 1; conc <= SINGLES; conc++) {
            SampleResult result = aResult().conc(conc);
            String name = result.artifactName();
            files.put(name + "/" + result.fileName(name), result.json().getBytes(UTF_8));
        }
        String all = IntStream.rangeClosed(1, SINGLES + 2)
                .mapToObj(conc -> aResult().conc(conc).json())
                .toList()
                .toString();
        files.put("results_bmk/agg_bmk.json", all.getBytes(UTF_8));
        return files;
    }

    /** The same as zips: {@code NAME.zip}. */
    private static Map<String, byte[]> zipped() {
        Map<String, byte[]> zips = new LinkedHashMap<>();
        unpacked()
                .forEach((path, bytes) -> zips.put(
                        path.substring(0, path.indexOf('/')) + ".zip",
                        zip(Map.of(path.substring(path.indexOf('/') + 1), bytes))));
        return zips;
    }

    private static Map<String, byte[]> below(String folder, Map<String, byte[]> files) {
        return files.entrySet().stream()
                .collect(Collectors.toMap(
                        file -> folder + "/" + file.getKey(), Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, byte[]> both(Map<String, byte[]> one, Map<String, byte[]> other) {
        Map<String, byte[]> both = new LinkedHashMap<>(one);
        both.putAll(other);
        return both;
    }

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private enum Shape {
        FOLDERS_OF_GH_RUN_DOWNLOAD(root -> below(RUN, unpacked())),
        A_FOLDER_NAMED_BY_THE_BARE_ID(root -> below(String.valueOf(ID), zipped())),
        THE_ZIP_OF_A_WHOLE_RUN(root -> Map.of(RUN + ".zip", zip(unpacked()))),
        ZIPS_IN_A_ZIP_NAMED_BY_THE_BARE_ID(root -> Map.of(ID + ".zip", zip(zipped()))),
        BELOW_A_FOLDER_MORE(root -> Map.of(RUN + ".ZIP", zip(below("artifacts", unpacked())))),
        ZIPS_BELOW_A_FOLDER_MORE(root -> Map.of(RUN + ".zip", zip(below(RUN, zipped())))),
        A_ZIP_OF_ALL_IN_THE_FOLDER_OF_THE_RUN(root -> Map.of(RUN + "/download.zip", zip(unpacked()))),
        A_ZIP_OF_ZIPS_IN_THE_FOLDER_OF_THE_RUN(root -> Map.of(RUN + "/" + ID + ".zip", zip(zipped()))),
        HALF_A_FOLDER_AND_HALF_A_ZIP(root -> both(Map.of(RUN + ".zip", zip(unpacked())), below(RUN, zipped()))),
        THE_FOLDER_OF_ONE_RUN(RUN, root -> below(RUN, unpacked())),
        THE_FOLDER_OF_ONE_RUN_WITH_ITS_ZIP(String.valueOf(ID), root -> Map.of(ID + "/" + ID + ".zip", zip(unpacked()))),
        THE_FILE_ITSELF(RUN + ".zip", root -> Map.of(RUN + ".zip", zip(zipped())));

        private final String archive;
        private final Function<Path, Map<String, byte[]>> files;

        Shape(Function<Path, Map<String, byte[]>> files) {
            this("", files);
        }

        Shape(String archive, Function<Path, Map<String, byte[]>> files) {
            this.archive = archive;
            this.files = files;
        }

        Path in(Path root) {
            write(root, files.apply(root));
            return root.resolve(archive);
        }
    }

    @BeforeAll
    static void importRaw() {
        Path raw = directory.resolve("raw");
        write(raw, below(RUN, zipped()));
        write(raw, Map.of("runs.json", runs()));
        ofRaw = imported(new Workplace(directory.resolve("of-raw")), raw);
    }

    private static byte[] runs() {
        return """
                {"total_count": 1, "workflow_runs": [
                  {"id": 18300000001, "path": ".github/workflows/run-sweep.yml", "event": "push",
                   "head_branch": "main", "head_sha": "0123456789abcdef0123456789abcdef01234567", "status": "completed",
                   "conclusion": "success", "run_attempt": 1,
                   "created_at": "2025-10-07T04:02:00Z", "updated_at": "2025-10-07T07:02:00Z"}]}
                """.getBytes(UTF_8);
    }

    private static SortedMap<String, String> imported(Workplace work, Path archive) {
        Ended ended = work.here(IMPORT, "--archive=" + archive);
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(work.rows("history.csv")).hasSize(SINGLES + 2);
        assertThat(ended.err()).doesNotContain("WARN", "ERROR");
        return work.tables();
    }

    @ParameterizedTest
    @EnumSource
    void eachShapeGivesTheSameBytes(Shape shape) {
        Path root = directory.resolve(shape.name());
        write(root, Map.of("runs.json", runs()));

        assertThat(imported(new Workplace(directory.resolve("of-" + shape)), shape.in(root)))
                .isEqualTo(ofRaw);
    }

    @Test
    void whatIsHostileInTheZipOfARunIsRejectedAndAllElseIsRead() {
        byte[] blanks = new byte[8 << 20];
        Arrays.fill(blanks, (byte) ' ');
        String[] names = IntStream.rangeClosed(50, 55)
                .mapToObj(conc -> aResult().conc(conc).artifactName())
                .toArray(String[]::new);
        byte[] json = aResult().conc(50).json().getBytes(UTF_8);
        Map<String, byte[]> hostile = new LinkedHashMap<>();
        hostile.put(names[0] + ".zip", zip(Map.of("agg.json", blanks)));
        hostile.put(names[1] + ".zip", blanks);
        hostile.put(names[2] + "/agg.json", blanks);
        hostile.put(names[3] + "/../../../escaped.json", json);
        hostile.put(names[4] + ".zip", zip(Map.of("../../escaped.json", json)));
        hostile.put(names[5] + ".zip", Arrays.copyOf(zip(Map.of("agg.json", json)), 40));
        hostile.put("../escaped.zip", zip(Map.of("agg.json", json)));
        hostile.put("/etc/escaped.json", json);
        Path root = directory.resolve("hostile");
        write(
                root,
                Map.of(
                        RUN + ".zip",
                        zip(both(hostile, unpacked())),
                        "run_18300000002.zip",
                        "no zip at all".getBytes(UTF_8)));
        Workplace work = new Workplace(directory.resolve("of-hostile"));

        Ended ended = work.here(IMPORT, "--archive=" + root);
        Ended again = work.here(IMPORT, "--archive=" + root);
        Ended rebuilt = work.here("--spring.batch.job.name=rebuild");

        assertThat(List.of(ended.exitCode(), again.exitCode(), rebuilt.exitCode()))
                .as(ended.said() + again.said() + rebuilt.said())
                .containsOnly(0);
        assertThat(work.rows("history.csv")).hasSize(SINGLES + 2);
        assertThat(work.rows("rejected.csv"))
                .extracting(row -> row.get("artifact_name") + " " + row.get("reason"))
                .contains(
                        names[0] + " unsafe_zip",
                        names[1] + " unsafe_zip",
                        names[2] + " unsafe_zip",
                        names[3] + " unsafe_zip",
                        names[4] + " unsafe_zip",
                        names[5] + " not_a_zip",
                        "run_18300000002 not_a_zip");
        assertThat(work.files("", "")).noneMatch(file -> file.toString().contains("escaped.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "notes/readme.txt",
                "2025-10-07/run-sweep.yml_1/artifacts/a_1.zip",
                "artifacts.zip",
                "runs.json"
            })
    void aFolderInWhichNothingLooksLikeARunIsRefused(String file) {
        Path root = directory.resolve("nothing-" + file.replace('/', '-'));
        write(root, file.isEmpty() ? Map.of() : Map.of(file, "{}".getBytes(UTF_8)));
        Workplace work = new Workplace(directory.resolve("of-nothing-" + file.replace('/', '-')));

        Ended refused = work.here(IMPORT, "--archive=" + root);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("nothing to import in " + root)
                .contains("run_<RUN_ID>")
                .hasLineCount(1);
        assertThat(work.path("state")).doesNotExist();
    }

    @Test
    void aCopyOfARunUnderAnotherNumberAddsNothingAndIsNamed() {
        Path root = directory.resolve("copied");
        for (long run : List.of(ID, ID + 1)) {
            Map<String, byte[]> files = new LinkedHashMap<>(zipped());
            files.put(
                    "artifacts.json",
                    "{\"total_count\":1,\"artifacts\":[{\"id\":77,\"name\":\"results_bmk\"}]}".getBytes(UTF_8));
            files.keySet().retainAll(List.of("artifacts.json", "results_bmk.zip"));
            write(root.resolve("run_" + run), files);
        }
        Workplace work = new Workplace(directory.resolve("of-copied"));

        Ended imported = work.here(IMPORT, "--archive=" + root);

        assertThat(imported.exitCode()).as(imported.said()).isZero();
        assertThat(imported.out()).containsPattern("artifact 77 belongs to run 1830000000[12]");
        assertThat(work.rows("history.csv"))
                .hasSize(SINGLES + 2)
                .allSatisfy(row -> assertThat(row.get("run_id")).isIn(Long.toString(ID), Long.toString(ID + 1)));
    }

    @Test
    void aZipWhoseNameTellsNoRunIsRefusedWithHowToNameIt() {
        write(directory, Map.of("download.zip", zip(unpacked())));

        Ended refused = new Workplace(directory.resolve("of-download"))
                .here(IMPORT, "--archive=" + directory.resolve("download.zip"));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("download.zip")
                .contains("run_<RUN_ID>.zip")
                .hasLineCount(1);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Path root, Map<String, byte[]> files) {
        try {
            Files.createDirectories(root);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
