package dev.inferencemax.extractor.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds what was measured before a day and from then on: of each configuration and era the newest, official first. */
@Component
class Eras {

    private static final int PAGE = 1_000;

    /** Rows that can be of one configuration at all come together. */
    private static final String IN_ORDER = """
            select model, gpu, coalesce(framework, '') as framework, scenario, coalesce(isl, 0) as isl,
                   coalesce(osl, 0) as osl, conc, configuration, place, official, measured_on
              from measurement
             where placed and measured_on is not null
             order by model, gpu, coalesce(framework, ''), scenario, coalesce(isl, 0), coalesce(osl, 0), conc, place
            """;

    private final JdbcTemplate streaming;

    Eras(JdbcTemplate jdbc) {
        this.streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(PAGE);
    }

    /** A measurement's place, and the configuration it is of. */
    record Newest(UUID configuration, long place, boolean official) {

        Newest orNewer(Newest other) {
            return official && !other.official ? this : other;
        }
    }

    /** What may be comparable: of one model, GPU, framework, load and concurrency. */
    record Group(String model, List<Newest> earlier, List<Newest> later) {}

    /** Hands out every group, also those of one era only. */
    void groups(LocalDate later, Consumer<Group> to) {
        Collecting collecting = new Collecting(to);
        streaming.query(IN_ORDER, row -> {
            collecting.add(row, row.getObject("measured_on", LocalDate.class).isBefore(later));
        });
        collecting.end();
    }

    private static final class Collecting {

        private final Consumer<Group> to;
        private final Map<UUID, Newest> earlier = new HashMap<>();
        private final Map<UUID, Newest> later = new HashMap<>();
        private @Nullable List<Object> of;

        Collecting(Consumer<Group> to) {
            this.to = to;
        }

        void add(ResultSet row, boolean early) throws SQLException {
            List<Object> next = List.of(
                    row.getString("model"),
                    row.getString("gpu"),
                    row.getString("framework"),
                    row.getString("scenario"),
                    row.getInt("isl"),
                    row.getInt("osl"),
                    row.getInt("conc"));
            if (!next.equals(of)) {
                end();
                of = next;
            }
            Newest newest = new Newest(
                    row.getObject("configuration", UUID.class), row.getLong("place"), row.getBoolean("official"));
            (early ? earlier : later).merge(newest.configuration(), newest, Newest::orNewer);
        }

        void end() {
            if (of != null) {
                to.accept(new Group(
                        (String) of.get(0), new ArrayList<>(earlier.values()), new ArrayList<>(later.values())));
            }
            earlier.clear();
            later.clear();
        }
    }
}
