package dev.inferencemax.extractor.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A state that an older jar wrote. */
class ThroughputMigrationTest {

    @Test
    void resultsThatWereReadBeforeGetTheirThroughputFromTheirCells() {
        DriverManagerDataSource database =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        flyway(database).target("5").load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        List<String> cells = new ArrayList<>(Collections.nCopies(DatasetColumn.RESULT.size(), ""));
        cells.set(DatasetColumn.place("tput_per_gpu"), "2401.25");
        jdbc.update("""
                insert into result (artifact_id, ordinal, file, record_index, run_id, identity, origin, configuration, placed,
                                    format, model, gpu, scenario, conc, cells, flags, unlisted, script_key)
                values (1, 0, 'agg.json', 0, 7, random_uuid(), 0, random_uuid(), true, 'N4', 'gptoss', 'h100', 'fixed-seq', 8,
                        ?, '', '', '')
                """, CellText.join(cells));

        flyway(database).javaMigrations(new V6_1__Throughput()).load().migrate();

        assertThat(jdbc.queryForList("select tput from result", Double.class)).containsExactly(2401.25);
    }

    private static FluentConfiguration flyway(DriverManagerDataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/h2", "classpath:db/migration/ledger")
                .placeholders(Map.of("text", "varchar"));
    }
}
