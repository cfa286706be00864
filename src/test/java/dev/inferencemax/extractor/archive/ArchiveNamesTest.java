package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results_bmk",
                "gptoss_1k1k_fp4_vllm_tp8_ep1_dpa_false_conc8_h100-cw_1",
                "Results - 70b_1k1k",
                "a.b,c+d=e@f (1) [x]",
                "results.json",
                "conduct",
                "com10"
            })
    void plainNamesAreKeptAsTheyAre(String name) {
        assertThat(ArchiveNames.assign(7, Map.of(42L, name))).containsExactly(Map.entry(42L, "run_7/" + name + ".zip"));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                ".|~42",
                "..|~42",
                "../../etc/passwd|etcpasswd~42",
                "a/b|ab~42",
                "a\\b|ab~42",
                "C:evil|Cevil~42",
                ".hidden|hidden~42",
                " blank before|blank before~42",
                "dot behind.|dot behind~42",
                "blank behind |blank behind~42",
                "con|con~42",
                "NUL.json|NUL.json~42",
                "lpt1|lpt1~42",
                "has~5|has5~42",
                "what?*<>|what~42",
                "$(rm -rf)|(rm -rf)~42",
                "новый results|results~42",
                "結果|~42"
            })
    void namesThatAFileSystemOrShellStumblesOverGetTheirId(String name, String stem) {
        assertThat(ArchiveNames.assign(7, Map.of(42L, name))).containsExactly(Map.entry(42L, "run_7/" + stem + ".zip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\0b", "\u001b[31m", "a\u202eb", "\ud800"})
    void namesThatNobodyCanSeeGetTheirIdToo(String name) {
        assertThat(ArchiveNames.assign(7, Map.of(42L, name)).get(42L)).matches("run_7/[a-z0-9\\[]*~42\\.zip");
    }

    @Test
    void namesOver200BytesAreCutAndGetTheirId() {
        Map<Long, String> files =
                ArchiveNames.assign(7, Map.of(1L, "x".repeat(200), 2L, "y".repeat(201), 3L, "z".repeat(65_000)));

        assertThat(files)
                .containsEntry(1L, "run_7/" + "x".repeat(200) + ".zip")
                .containsEntry(2L, "run_7/" + "y".repeat(200) + "~2.zip")
                .containsEntry(3L, "run_7/" + "z".repeat(200) + "~3.zip");
    }

    @Test
    void ofOneNameTheLowestIdKeepsItPlain() {
        Map<Long, String> files = ArchiveNames.assign(7, Map.of(30L, "results", 10L, "results", 20L, "results"));

        assertThat(files)
                .containsExactly(
                        Map.entry(10L, "run_7/results.zip"),
                        Map.entry(20L, "run_7/results~20.zip"),
                        Map.entry(30L, "run_7/results~30.zip"));
    }

    @Test
    void namesThatDifferInCaseOnlyClash() {
        assertThat(ArchiveNames.assign(7, Map.of(1L, "Results", 2L, "RESULTS")))
                .containsEntry(1L, "run_7/Results.zip")
                .containsEntry(2L, "run_7/RESULTS~2.zip");
    }

    @Test
    void aNameThatLooksLikeASecondCopyTakesNobodysPlace() {
        Map<Long, String> files = ArchiveNames.assign(7, Map.of(1L, "results~3", 2L, "results", 3L, "results"));

        assertThat(files.values()).containsExactly("run_7/results3~1.zip", "run_7/results.zip", "run_7/results~3.zip");
    }

    static List<Long> seeds() {
        return new Random(20251007).longs(50).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void artifactsThatALaterAttemptAddsNeverMoveAnEarlierOneAndNoTwoMeet(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, String> all = new TreeMap<>();
        for (long id = 1; id <= 60; id += 1 + random.nextInt(3)) {
            all.put(id, randomName(random));
        }
        Map<Long, String> complete = ArchiveNames.assign(7, all);

        long someId = random.nextInt(60);
        assertThat(complete).containsAllEntriesOf(ArchiveNames.assign(7, new HashMap<>(all.headMap(someId))));
        Set<String> lowerCase = new HashSet<>();
        assertThat(complete.values())
                .allMatch(file -> lowerCase.add(file.toLowerCase(Locale.ROOT)))
                .allMatch(file -> file.getBytes(StandardCharsets.UTF_8).length < 255)
                .allMatch(file -> file.matches("run_7/[^/\\\\\\p{Cntrl}]+\\.zip"));
    }

    private static String randomName(Random random) {
        String letters = "aAbB~. /\n1é";
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(4); length >= 0; length--) {
            name.append(letters.charAt(random.nextInt(letters.length())));
        }
        return random.nextInt(20) == 0 ? name.toString().repeat(100) : name.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "run_7/results~123.zip, 123",
        "results~123.zip, 123",
        "~123.zip, 123",
        "a~5~123.zip, 123",
        "~9223372036854775807.zip, 9223372036854775807",
        "~9223372036854775808.zip,",
        "results.zip,",
        "results~0.zip,",
        "results~x.zip,",
        "results~.zip,",
        "results~123.json,",
        "odd~5/results.zip,"
    })
    void theIdIsReadBackFromTheNameThatTellsIt(String file, Long id) {
        assertThat(ArchiveNames.idIn(file)).isEqualTo(id == null ? OptionalLong.empty() : OptionalLong.of(id));
    }
}
