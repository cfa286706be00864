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
                                  nullstr = '', max_line_size = 4000000, buffer_size = 8000000, columns = {%s}))
              to %s (format parquet, compression zstd, row_group_size 20000)
            """;

    private final OutputFolder out;

    ParquetFiles(OutputFolder out) {
        this.out = out;
    }

    /** Writes a file beside each CSV; where that cannot be, none, and a line in the log says so. */
    List<Path> beside(List<Table> tables) {
        try (Connection duckdb = open();
                Statement statement = duckdb.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting.formatted(text(out.aside().resolve("duckdb"))));
            }
            return tables.stream().map(table -> write(table, statement)).toList();
        } catch (SQLException | LinkageError | NotWritten e) {
            log.warn("No Parquet files, only CSV: {}", reason(e));
            tables.forEach(table -> out.remove(table.parquet()));
            return List.of();
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

        NotWritten(Table table, SQLException cause) {
            super(table.parquet() + ": " + reason(cause), cause);
        }
    }

    private Path write(Table table, Statement statement) {
        return out.file(table.parquet(), part -> {
            try {
                statement.execute(COPY.formatted(
                        typed(table), text(out.root().resolve(table.csv())), untyped(table), text(part)));
            } catch (SQLException e) {
                throw new NotWritten(table, e);
            }
        });
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
                : message.lines().findFirst().orElse("");
    }
}
