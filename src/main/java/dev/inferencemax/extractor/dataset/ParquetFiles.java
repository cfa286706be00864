package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Parquet twins of the CSVs, made from them by DuckDB: a cell that is not of its column's type (no finite number fits
 * a double, say) is empty here, and stands in the CSV.
 */
final class ParquetFiles {

    private static final Logger log = LoggerFactory.getLogger(ParquetFiles.class);

    /** One thread, one order; the limits keep a year of rows below 300 MB. */
    private static final List<String> SETTINGS = List.of(
            "set TimeZone = 'UTC'",
            "set threads = 1",
            "set memory_limit = '100MB'",
            "set temp_directory = %s",
            "set autoinstall_known_extensions = false",
            "set autoload_known_extensions = false");

    private static final String COPY = """
            copy (select %s
                    from read_csv(%s, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
                                  nullstr = '', max_line_size = %d, buffer_size = %d, columns = {%s}))
              to\s""";

    private static final String FORMAT = " (format parquet, compression zstd, row_group_size 20000)";

    /** What a row takes that is no surprise. */
    private static final long ORDINARY_LINE = 4_000_000;

    /** Bytes of all CSVs, of some thousand rows, from which on DuckDB takes more than a few megabytes on top of Java. */
    private static final long MUCH = 4_000_000;

    private final OutputFolder out;

    ParquetFiles(OutputFolder out) {
        this.out = out;
    }

    /** Writes a file beside each CSV; where that cannot be, a line in the log says so, and the CSV is all there is. */
    List<Path> beside(List<Table> tables) {
        giveBack(tables);
        try (Connection duckdb = open();
                Statement statement = duckdb.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting.formatted(text(out.aside().resolve("duckdb"))));
            }
            List<Path> written = new ArrayList<>();
            for (Table table : tables) {
                write(table, duckdb, written);
            }
            return written;
        } catch (SQLException | LinkageError e) {
            log.warn("No Parquet files, only CSV: {}", reason(e));
            tables.forEach(table -> out.remove(table.parquet()));
            return List.of();
        }
    }

    /**
     * Of the memory that Java took for what came before, most is free by now, but Java keeps it, and DuckDB has its own: a
     * full collection gives it back to the system, so that the two need not be there at once.
     */
    private void giveBack(List<Table> tables) {
        long bytes = tables.stream()
                .mapToLong(table -> out.root().resolve(table.csv()).toFile().length())
                .sum();
        if (bytes > MUCH) {
            System.gc();
        }
    }

    /** The driver prints the trace of what it cannot load, besides throwing it: one line of ours is enough. */
    private static Connection open() throws SQLException {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } finally {
            System.setErr(err);
        }
    }

    /** Something keeps DuckDB from it, which keeps nothing else. */
    private static final class NotWritten extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotWritten(SQLException cause) {
            super(cause);
        }
    }

    /** What one table holds costs no other its file. */
    private void write(Table table, Connection duckdb, List<Path> written) {
        try {
            String copy = copy(table, out.root().resolve(table.csv()));
            written.add(out.file(table.parquet(), part -> {
                try (Statement statement = duckdb.createStatement()) { // a failed one is closed
                    statement.execute(copy + text(part) + FORMAT);
                } catch (SQLException e) {
                    throw new NotWritten(e);
                }
            }));
        } catch (NotWritten e) {
            log.warn("No {}, only {}: {}", table.parquet(), table.csv(), reason(e));
            out.remove(table.parquet());
        }
    }

    private static String copy(Table table, Path csv) {
        // of a row that is longer than the buffer DuckDB may make none without a word
        long line = Math.max(ORDINARY_LINE, LongestRow.of(csv));
        return COPY.formatted(typed(table), text(literally(csv)), line, 2 * line, untyped(table));
    }

    /** DuckDB takes the name of a file to read for a pattern. */
    private static String literally(Path file) {
        return file.toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static String typed(Table table) {
        return table.columns().stream()
                .map(column -> column.type() == ResultColumn.Type.TEXT
                        ? name(column)
                        : "try_cast(%s as %s) as %s".formatted(name(column), type(column.type()), name(column)))
                .collect(Collectors.joining(", "));
    }

    private static String untyped(Table table) {
        return table.columns().stream()
                .map(column -> text(column.name()) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
    }

    private static String type(ResultColumn.Type type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case DATE -> "DATE";
        };
    }

    private static String name(TableColumn column) {
        return '"' + column.name() + '"';
    }

    private static String text(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return e instanceof LinkageError
                ? "DuckDB does not run here (%s)"
                        .formatted(message.lines().findFirst().orElse(""))
                : message.lines()
                        .filter(line -> !line.startsWith("Original Line"))
                        .limit(2)
                        .collect(Collectors.joining(", "));
    }
}
