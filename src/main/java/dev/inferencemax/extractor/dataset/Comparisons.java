package dev.inferencemax.extractor.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Holds every measurement against the others of its configuration, one configuration after the other. What is found is
 * kept beside the measurements, and made anew by each merge.
 */
@Component
class Comparisons {

    private static final int BATCH = 1_000;

    private static final String IN_ORDER = """
            select configuration, place, run_id, official, repeated, placed, runner, runner_index, tput
              from measurement
             order by configuration, place
            """;

    private static final String INSERT = "insert into finding (place, flag, detail) values (?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final JdbcTemplate streaming;

    Comparisons(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(BATCH);
    }

    void compare() {
        jdbc.update("truncate table finding");
        List<Object[]> found = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        UUID[] configuration = new UUID[1];
        streaming.query(IN_ORDER, row -> {
            UUID of = row.getObject("configuration", UUID.class);
            if (!of.equals(configuration[0])) {
                compare(points, found);
                points.clear();
                configuration[0] = of;
            }
            points.add(new Point(
                    row.getLong("place"),
                    row.getLong("run_id"),
                    row.getBoolean("official") && !row.getBoolean("repeated"),
                    row.getBoolean("placed"),
                    machine(row.getString("runner"), row.getObject("runner_index", Integer.class)),
                    row.getObject("tput", Double.class)));
            if (found.size() >= BATCH) {
                save(found);
            }
        });
        compare(points, found);
        save(found);
    }

    private static @Nullable String machine(@Nullable String runner, @Nullable Integer index) {
        return runner == null || index == null ? runner : runner + "_" + index;
    }

    private static void compare(List<Point> points, List<Object[]> found) {
        new PointRules(points)
                .check((point, finding) ->
                        found.add(new Object[] {point.place(), finding.flag().id(), finding.detail()}));
    }

    private void save(List<Object[]> found) {
        jdbc.batchUpdate(INSERT, found);
        found.clear();
    }
}
