package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.ledger.SideRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the artifacts tell beside results: accuracy, job counts, changelogs. */
@Component
class SideTables {

    private static final int PAGE = 1_000;

    /** A single eval tells nothing new where its run's aggregate tells anything. */
    private static final String ROWS = """
            select a.run_id, a.artifact_id, a.name, s.cells
              from side_record s join artifact a on a.artifact_id = s.artifact_id
             where s.kind = ?
               and (a.kind <> 'EVAL'
                    or not exists (select 1
                                     from artifact other join side_record o on o.artifact_id = other.artifact_id
                                    where other.run_id = a.run_id and other.kind = 'EVAL_AGGREGATE'))
             order by a.run_id, greatest(a.artifact_id, 0), a.name, a.artifact_id, s.ordinal
            """;

    private final JdbcTemplate streaming;

    SideTables(JdbcTemplate jdbc) {
        this.streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(PAGE);
    }

    List<Path> write(OutputFolder out) {
        return List.of(
                write(Table.EVALS, SideRow.Kind.EVAL, out),
                write(Table.RUN_STATS, SideRow.Kind.RUN_STATS, out),
                write(Table.CHANGELOG, SideRow.Kind.CHANGELOG, out));
    }

    private Path write(Table table, SideRow.Kind kind, OutputFolder out) {
        return out.csv(
                table.csv(),
                table.header(),
                csv -> streaming.query(
                        ROWS,
                        row -> {
                            List<String> cells = new ArrayList<>();
                            cells.add(row.getLong("run_id") > 0 ? row.getString("run_id") : "");
                            cells.add(
                                    ArtifactIds.known(row.getLong("artifact_id")) ? row.getString("artifact_id") : "");
                            cells.add(row.getString("name"));
                            cells.addAll(CellText.split(row.getString("cells")));
                            csv.writeRecord(cells);
                        },
                        kind.name()));
    }
}
