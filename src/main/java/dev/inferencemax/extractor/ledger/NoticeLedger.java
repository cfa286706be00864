package dev.inferencemax.extractor.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What those who wait for news know already. */
@Repository
public class NoticeLedger {

    private final JdbcClient jdbc;

    NoticeLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the last notice told.
     *
     * @param losses that nobody had accepted
     * @param untold a failure of which nobody could be told; null: there is none
     */
    public record Noticed(
            long measurements, long losses, @Nullable String untold) {

        static final Noticed NOTHING = new Noticed(0, 0, null);

        public Noticed told() {
            return withUntold(null);
        }

        public Noticed withUntold(@Nullable String failure) {
            return new Noticed(measurements, losses, failure);
        }
    }

    public Noticed latest() {
        return jdbc.sql("select measurements, losses, untold from notice")
                .query((row, number) -> new Noticed(row.getLong(1), row.getLong(2), row.getString(3)))
                .optional()
                .orElse(Noticed.NOTHING);
    }

    @Transactional
    public void note(Noticed noticed) {
        jdbc.sql("delete from notice").update();
        jdbc.sql("insert into notice (measurements, losses, untold) values (:measurements, :losses, :untold)")
                .param("measurements", noticed.measurements())
                .param("losses", noticed.losses())
                .param("untold", noticed.untold())
                .update();
    }
}
