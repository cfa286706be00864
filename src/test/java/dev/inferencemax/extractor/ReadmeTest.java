package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.dataset.DatasetColumn;
import dev.inferencemax.extractor.dataset.Table;
import dev.inferencemax.extractor.dataset.TableColumn;
import dev.inferencemax.extractor.format.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says what the program does. */
class ReadmeTest {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern BRACES = Pattern.compile("([^{]*)\\{([^}]*)}(.*)");

    @Test
    void itsTableOfColumnsIsTheHeaderOfTheFiles() throws IOException {
        List<String> columns =
                firstCells("### Columns of").stream().flatMap(ReadmeTest::names).toList();

        assertThat(columns)
                .isEqualTo(DatasetColumn.all().stream().map(DatasetColumn::name).toList());
    }

    @Test
    void itsTableOfReasonsIsTheClosedListOfThem() throws IOException {
        List<String> reasons =
                firstCells("### Reasons in").stream().flatMap(ReadmeTest::names).toList();

        assertThat(reasons)
                .isEqualTo(Arrays.stream(RejectReason.values())
                        .map(RejectReason::code)
                        .toList());
    }

    @Test
    void itsTableOfFlagsIsTheWholeListOfThem() throws IOException {
        assertThat(rows("### Flags, and"))
                .isEqualTo(Arrays.stream(Flag.values())
                        .map(flag -> List.of(
                                "`" + flag.id() + "`",
                                flag.severity().code(),
                                flag.source().code(),
                                flag.says()))
                        .toList());
    }

    @Test
    void itsTableOfTheOtherTablesHasTheirColumns() throws IOException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        rows("### The other tables")
                .forEach(row -> columns.put(row.get(0), names(row.get(1)).toList()));
        Map<String, List<String>> written = new LinkedHashMap<>();
        Arrays.stream(Table.values())
                .filter(table -> table != Table.HISTORY && table != Table.BENCHMARKS)
                .forEach(table -> written.put(
                        "`" + table.csv() + "`",
                        table.columns().stream().map(TableColumn::name).toList()));

        assertThat(columns).isEqualTo(written);
    }

    /** The cells of the table below a heading. */
    private static List<List<String>> rows(String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("#")) {
                inside = line.startsWith(heading);
            } else if (inside && line.startsWith("| `")) {
                rows.add(Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    /** The first cells of the table below a heading. */
    private static List<String> firstCells(String heading) throws IOException {
        List<String> cells = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("#")) {
                inside = line.startsWith(heading);
            } else if (inside && line.startsWith("| `")) {
                cells.add(line.split("\\|", -1)[1]);
            }
        }
        return cells;
    }

    private static Stream<String> names(String cell) {
        return QUOTED.matcher(cell).results().flatMap(quoted -> expand(quoted.group(1)));
    }

    /** As a shell does it: {@code a_{b,c}} is a_b and a_c. */
    private static Stream<String> expand(String pattern) {
        Matcher braces = BRACES.matcher(pattern);
        return braces.matches()
                ? Stream.of(braces.group(2).split(",", -1))
                        .flatMap(choice -> expand(braces.group(3)).map(rest -> braces.group(1) + choice + rest))
                : Stream.of(pattern);
    }
}
