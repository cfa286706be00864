package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who reads the dataset by its version can rely on it: no table changes without a step of the version, and the step says
 * whether readers break. Every version's columns are kept beside the tests, a line each: table, column, type, unit.
 */
class SchemaVersionTest {

    private static final Path KEPT = Path.of("src/test/resources/dev/inferencemax/extractor/dataset/schema");

    /** A version, as it is written: {@code 1.2.0}. */
    private record Version(int major, int minor, int patch) implements Comparable<Version> {

        static Version of(String text) {
            int[] numbers = Arrays.stream(text.split("\\.", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            assertThat(numbers).hasSize(3);
            return new Version(numbers[0], numbers[1], numbers[2]);
        }

        @Override
        public int compareTo(Version other) {
            return Comparator.comparingInt(Version::major)
                    .thenComparingInt(Version::minor)
                    .thenComparingInt(Version::patch)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /** What a change of columns does to who reads them by name. */
    private enum Change {
        NONE,
        ADDS,
        BREAKS;

        static Change between(List<String> before, List<String> after) {
            if (before.equals(after)) {
                return NONE;
            }
            List<String> still = after.stream().filter(before::contains).toList();
            return still.equals(before) ? ADDS : BREAKS;
        }

        boolean isSaidBy(Version before, Version after) {
            return switch (this) {
                case NONE -> true;
                case ADDS -> after.major > before.major || after.minor > before.minor;
                case BREAKS -> after.major > before.major;
            };
        }
    }

    @Test
    void theColumnsAreThoseKeptForTheVersionThatIsWritten() throws IOException {
        Path kept = KEPT.resolve(DatasetExport.SCHEMA_VERSION + ".txt");

        assertThat(columns())
                .as(
                        "columns of version %s; changed ones want a step of DatasetExport.SCHEMA_VERSION, and a list of their"
                                + " own beside %s",
                        DatasetExport.SCHEMA_VERSION, kept)
                .isEqualTo(Files.readAllLines(kept));
    }

    @Test
    void theVersionWrittenIsTheNewestAndEachStepSaysWhatItDoes() throws IOException {
        List<Version> versions = versions();

        assertThat(versions).last().hasToString(DatasetExport.SCHEMA_VERSION);
        for (int index = 1; index < versions.size(); index++) {
            Version before = versions.get(index - 1);
            Version after = versions.get(index);
            Change change = Change.between(kept(before), kept(after));
            assertThat(change.isSaidBy(before, after))
                    .as("%s to %s %s", before, after, change)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a b,       a b,       NONE",
        "a b,       a b c,     ADDS",
        "a b,       a c b,     ADDS",
        "a b,       a,         BREAKS",
        "a b,       b a,       BREAKS",
        "a b,       a c,       BREAKS",
    })
    void whatReadersByNameHaveNoMoreBreaksThem(String before, String after, Change change) {
        assertThat(Change.between(List.of(before.split(" ", -1)), List.of(after.split(" ", -1))))
                .isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({
        "ADDS,   1.0.0, 1.0.1, false",
        "ADDS,   1.0.0, 1.1.0, true",
        "ADDS,   1.3.0, 2.0.0, true",
        "BREAKS, 1.0.0, 1.1.0, false",
        "BREAKS, 1.1.0, 2.0.0, true",
    })
    void aStepIsAsWideAsTheChange(Change change, String before, String after, boolean saidByIt) {
        assertThat(change.isSaidBy(Version.of(before), Version.of(after))).isEqualTo(saidByIt);
    }

    private static List<String> columns() {
        List<String> lines = Stream.concat(
                        Arrays.stream(Table.values())
                                .flatMap(table -> table.columns().stream().map(column -> line(table.csv(), column))),
                        ByModelExport.columns().stream().map(column -> line("inferencemax.csv", column)))
                .toList();
        Set<String> different = new LinkedHashSet<>(lines);
        assertThat(different).as("no line twice, or a change would hide").hasSameSizeAs(lines);
        return lines;
    }

    private static String line(String table, TableColumn column) {
        return String.join(
                        " ", table, column.name(), column.type().toString(), column.unit() == null ? "" : column.unit())
                .strip();
    }

    private static List<Version> versions() throws IOException {
        try (Stream<Path> files = Files.list(KEPT)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
                    .map(Version::of)
                    .sorted()
                    .toList();
        }
    }

    private static List<String> kept(Version version) throws IOException {
        return Files.readAllLines(KEPT.resolve(version + ".txt"));
    }
}
