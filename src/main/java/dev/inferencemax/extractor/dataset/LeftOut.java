package dev.inferencemax.extractor.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is not in the dataset, and why: the rejected and the lost. */
@Component
class LeftOut {

    private static final String SELECT_REJECTED = """
            select a.run_id, a.artifact_id, a.name, r.file, r.record_index, r.reason, r.detail
              from rejection r join artifact a on a.artifact_id = r.artifact_id
             order by a.run_id, greatest(a.artifact_id, 0), a.name, a.artifact_id, r.ordinal
            """;

    private static final String SELECT_LOST = """
            select a.run_id, w.workflow, w.created_at, a.artifact_id, a.name, a.expires_at, a.tried
              from artifact a left join workflow_run w on w.run_id = a.run_id
             where a.state = 'LOST'
             order by a.run_id, greatest(a.artifact_id, 0), a.name, a.artifact_id
            """;

    private final JdbcTemplate jdbc;

    LeftOut(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Path rejected(OutputFolder out) {
        return out.csv(
                Table.REJECTED.csv(),
                Table.REJECTED.header(),
                csv -> each(
                        SELECT_REJECTED,
                        csv,
                        row -> List.of(
                                known(row.getLong(1)),
                                known(row.getLong(2)),
                                row.getString(3),
                                text(row.getString(4)),
                                text(row.getObject(5)),
                                row.getString(6),
                                row.getString(7))));
    }

    Path losses(OutputFolder out) {
        return out.csv(
                Table.LOSSES.csv(),
                Table.LOSSES.header(),
                csv -> each(
                        SELECT_LOST,
                        csv,
                        row -> List.of(
                                known(row.getLong(1)),
                                text(row.getString(2)),
                                time(row, 3),
                                known(row.getLong(4)),
                                row.getString(5),
                                time(row, 6),
                                text(row.getString(7)))));
    }

    /** A row as cells. */
    private interface Cells {
        List<String> of(ResultSet row) throws SQLException;
    }

    private void each(String sql, CsvWriter csv, Cells cells) {
        jdbc.query(sql, row -> {
            csv.writeRecord(cells.of(row));
        });
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** The id of a run or an artifact; what GitHub never gave is empty. */
    private static String known(long id) {
        return id > 0 ? Long.toString(id) : "";
    }

    private static String time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? "" : time.toInstant().toString();
    }
}
