package dev.inferencemax.extractor.dataset;

import static dev.inferencemax.extractor.dataset.TableColumn.day;
import static dev.inferencemax.extractor.dataset.TableColumn.text;
import static dev.inferencemax.extractor.dataset.TableColumn.whole;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What each day measured, by GPU, model and lengths; what it left out, and what nobody measured again. */
@Component
class Coverage {

    static final List<TableColumn> COLUMNS = List.of(
            day("day", "UTC day of the runs; empty: nobody knows"),
            text("gpu", "GPU type"),
            text("model", "family key"),
            whole("isl", "tokens", "input sequence length; empty: unknown, or none by nature"),
            whole("osl", "tokens", "output sequence length; likewise"),
            whole("runs", "runs", "runs that measured any of it on the day"),
            whole("configurations", "configurations", "different ones measured on the day"),
            whole("rows", "rows", "rows of the history"),
            whole(
                    "missing",
                    "configurations",
                    "of the same GPU, model and lengths, measured on an earlier day and on a later one, but not on this"),
            whole("found_nowhere_later", "configurations", "measured on the day, and on no later one"));

    private static final int PAGE = 1_000;

    /** What is counted together comes together. */
    private static final String IN_ORDER = """
            select gpu, model, coalesce(isl, 0) as isl, coalesce(osl, 0) as osl, measured_on, configuration, run_id,
                   1 as result_rows
              from measurement
             order by gpu, model, coalesce(isl, 0), coalesce(osl, 0)
            """;

    private static final Comparator<CoverageRow> ORDER = Comparator.comparing(
                    CoverageRow::day, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(CoverageRow::gpu)
            .thenComparing(CoverageRow::model)
            .thenComparing(CoverageRow::isl)
            .thenComparing(CoverageRow::osl);

    private final DatasetSettings settings;
    private final JdbcTemplate streaming;

    Coverage(DatasetSettings settings, JdbcTemplate jdbc) {
        this.settings = settings;
        this.streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(PAGE);
    }

    Path write(OutputFolder out) {
        List<CoverageRow> rows = rows();
        rows.sort(ORDER);
        return out.csv(
                Table.COVERAGE.csv(),
                Table.COVERAGE.header(),
                csv -> rows.forEach(row -> csv.writeRecord(row.cells())));
    }

    /** As many as days with results of a GPU, a model and lengths: few, whatever the number of results. */
    private List<CoverageRow> rows() {
        List<CoverageRow> rows = new ArrayList<>();
        CoveredDays[] days = new CoveredDays[1];
        streaming.query(IN_ORDER, row -> {
            CoveredDays.Of of = new CoveredDays.Of(
                    row.getString("gpu"), row.getString("model"), row.getInt("isl"), row.getInt("osl"));
            if (days[0] == null || !days[0].of().equals(of)) {
                end(days[0], rows);
                days[0] = new CoveredDays(of);
            }
            add(row, days[0]);
        });
        end(days[0], rows);
        return rows;
    }

    private static void add(ResultSet row, CoveredDays days) throws SQLException {
        days.add(
                row.getObject("measured_on", LocalDate.class),
                row.getObject("configuration", UUID.class),
                row.getLong("run_id"),
                row.getLong("result_rows"));
    }

    private void end(@Nullable CoveredDays days, List<CoverageRow> rows) {
        if (days != null && settings.wants(days.of().model())) {
            rows.addAll(days.rows());
        }
    }
}
