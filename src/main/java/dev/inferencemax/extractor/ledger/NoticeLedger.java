package dev.inferencemax.extractor.ledger;

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
     * What a notice told.
     *
     * @param losses that nobody had accepted
     */
    public record Noticed(long measurements, long losses) {

        public static final Noticed NOTHING = new Noticed(0, 0);
    }

    public Noticed latest() {
        return jdbc.sql("select measurements, losses from notice")
                .query((row, number) -> new Noticed(row.getLong(1), row.getLong(2)))
                .optional()
                .orElse(Noticed.NOTHING);
    }

    @Transactional
    public void note(Noticed noticed) {
        jdbc.sql("delete from notice").update();
        jdbc.sql("insert into notice (measurements, losses) values (:measurements, :losses)")
                .param("measurements", noticed.measurements())
                .param("losses", noticed.losses())
                .update();
    }
}
