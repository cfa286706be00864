package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the README gives to begin with run as they stand, where the tool is to be had. */
class ReadmeLinesTest {

    @TempDir
    private static Path directory;

    private static Workplace work;
    private static DuckDb duckdb;

    @BeforeAll
    static void backfill() throws SQLException {
        work = Workplace.afterABackfill(directory);
        duckdb = DuckDb.open();
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void theQueriesOfTheReadmeRun() throws IOException {
        List<String> queries = snippets("sql");

        assertThat(queries)
                .hasSize(2)
                .allSatisfy(sql -> assertThat(duckdb.query(sql)).isNotEmpty());
    }

    @Test
    void aRowMeetsTheChangelogOfItsRunAndTheAccuracyOfItsConfiguration() throws IOException {
        List<Map<String, Object>> joined = duckdb.query(snippets("sql").get(1));

        assertThat(joined).anySatisfy(row -> assertThat(row.get("description")).isNotNull());
        assertThat(joined)
                .filteredOn(row -> row.get("em_strict") != null)
                .extracting(row -> row.get("model") + " " + row.get("gpu") + " " + row.get("conc") + " "
                        + row.get("task") + " " + row.get("em_strict"))
                .containsExactlyInAnyOrder("dsr1 h200 256 gsm8k 0.95", "dsr1 h200 16 gsm8k 0.94");
    }

    @Test
    void theLinesOfPandasInTheReadmeRun() throws IOException {
        assumeTrue(Programs.succeeds("python3", "-c", "import pandas"), "no Python with pandas here");

        assertThat(snippets("python"))
                .singleElement()
                .satisfies(lines ->
                        assertThat(Programs.succeeds("python3", "-c", lines)).isTrue());
    }

    @Test
    void theLinesOfRInTheReadmeRun() throws IOException {
        assumeTrue(Programs.succeeds("Rscript", "--version"), "no R here");

        assertThat(snippets("r"))
                .singleElement()
                .satisfies(lines ->
                        assertThat(Programs.succeeds("Rscript", "-e", lines)).isTrue());
    }

    /** What the README shows in a language, on the files at hand. */
    private static List<String> snippets(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(snippet -> snippet.group(1).replace("out/", work.path("out") + "/"))
                .toList();
    }
}
