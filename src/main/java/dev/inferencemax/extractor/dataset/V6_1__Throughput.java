package dev.inferencemax.extractor.dataset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/** Results that were read before their throughput was kept as a number get it from their cells. */
@Component
@SuppressWarnings("checkstyle:TypeName") // Flyway reads version and description off it
class V6_1__Throughput extends BaseJavaMigration {

    private static final int BATCH = 1_000;

    /** Where the cells of that time had it; a column that comes in front of it one day changes nothing about them. */
    private static final int TPUT = 45;

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement select = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(
                        "update result set tput = ? where artifact_id = ? and ordinal = ?")) {
            select.setFetchSize(BATCH);
            try (ResultSet rows = select.executeQuery("select artifact_id, ordinal, cells from result")) {
                int waiting = 0;
                while (rows.next()) {
                    update.setDouble(
                            1,
                            Double.parseDouble(CellText.split(rows.getString(3)).get(TPUT)));
                    update.setLong(2, rows.getLong(1));
                    update.setInt(3, rows.getInt(2));
                    update.addBatch();
                    if (++waiting % BATCH == 0) {
                        update.executeBatch();
                    }
                }
                update.executeBatch();
            }
        }
    }
}
