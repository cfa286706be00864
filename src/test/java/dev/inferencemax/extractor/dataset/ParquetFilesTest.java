package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ParquetFilesTest {

    @TempDir
    private Path folder;

    @Test
    void aTableThatCannotBeWrittenCostsNoOtherItsFileAndLeavesNoneOfAnEarlierTime(CapturedOutput said)
            throws IOException {
        OutputFolder out = new OutputFolder(folder);
        out.csv(
                Table.RUN_STATS.csv(),
                Table.RUN_STATS.header(),
                rows -> rows.writeRecord("1", "2", "run-stats", "h100", "h100", "3", "3"));
        out.csv(Table.CHANGELOG.csv(), Table.CHANGELOG.header(), rows -> rows.writeRecord("a", "row", "too", "short"));
        out.csv(Table.LOSSES.csv(), Table.LOSSES.header(), rows -> {});
        Files.writeString(folder.resolve("changelog.parquet"), "of yesterday");

        List<Path> written = new ParquetFiles(out).beside(List.of(Table.RUN_STATS, Table.CHANGELOG, Table.LOSSES));

        assertThat(written).containsExactly(folder.resolve("run_stats.parquet"), folder.resolve("losses.parquet"));
        assertThat(written).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(folder.resolve("changelog.parquet")).doesNotExist();
        assertThat(said.getAll().lines().filter(line -> line.contains("parquet")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("No changelog.parquet, only changelog.csv: ", "Expected Number of Columns: 12"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "''                  | 0",
                "a,b                 | 3",
                "a,bc#d#             | 5",
                "a#bcd,e#f           | 6",
                "~a,\"b#c\"\"#\"d,e#f~ | 14"
            })
    void theLongestRowIsMeasuredWithTheLinesInItsCells(String csv, long bytes) throws IOException {
        Path file =
                Files.writeString(folder.resolve("x.csv"), csv.replace("''", "").replace('#', '\n'));

        assertThat(LongestRow.of(file)).isEqualTo(bytes);
    }
}
