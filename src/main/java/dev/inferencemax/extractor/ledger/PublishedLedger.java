package dev.inferencemax.extractor.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How the dataset was described when it was written. What a description says of the ledger holds for as long as there is
 * one: {@link Changes} takes it away with the first row that changes.
 */
@Repository
public class PublishedLedger {

    static final String FORGET = "delete from published";

    private static final int LONGEST = 1_000_000; // what H2 takes as one value

    /** A command that came in between, be it of a version that knows nothing of this table, counts as a change. */
    private static final String FOUND = """
            select description from published
             where (select count(*) from batch_job_execution job where job.job_execution_id > published.found_by) <= 1
            """;

    private static final String PRESENT = "(select coalesce(max(job_execution_id), 0) from batch_job_execution)";

    private final JdbcClient jdbc;

    PublishedLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The description of the dataset that was made from just this; empty: there is none. */
    public Optional<String> description() {
        return jdbc.sql(FOUND).query((row, number) -> row.getString(1)).list().stream()
                .findFirst();
    }

    /** The dataset is about to change, or may have. */
    public void forget() {
        jdbc.sql(FORGET).update();
    }

    /** The present command has written it; in the transaction that reads from the ledger what is described. */
    public void written(String description) {
        forget();
        if (description.length() <= LONGEST) {
            jdbc.sql("insert into published (description, found_by) values (:description, " + PRESENT + ")")
                    .param("description", description)
                    .update();
        }
    }

    /** The present command has found that it stands. */
    public void found() {
        jdbc.sql("update published set found_by = " + PRESENT).update();
    }
}
