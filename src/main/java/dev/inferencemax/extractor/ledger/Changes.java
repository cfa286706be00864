package dev.inferencemax.extractor.ledger;

import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every write to what the dataset is made from goes through here: where it changes a row, the dataset that stands is not
 * that of this ledger any more, and in the same transaction nobody can take it for that.
 */
@Component
class Changes {

    private final JdbcTemplate rows;
    private final NamedParameterJdbcTemplate named;

    Changes(JdbcTemplate rows, NamedParameterJdbcTemplate named) {
        this.rows = rows;
        this.named = named;
    }

    /** How many rows it changed. */
    @Transactional
    public int make(StatementSpec statement) {
        return noted(statement.update())[0];
    }

    @Transactional
    public int[] make(String statement, SqlParameterSource... each) {
        return noted(named.batchUpdate(statement, each));
    }

    @Transactional
    public void make(String statement, List<Object[]> each) {
        noted(rows.batchUpdate(statement, each));
    }

    /** What a statement changes that does not count its rows, and may end the transaction. */
    @Transactional
    public void makeUncounted(String statement) {
        noted(1);
        rows.update(statement);
    }

    private int[] noted(int... changed) {
        if (Arrays.stream(changed).anyMatch(count -> count != 0)) { // some drivers count a row of a batch as -2
            rows.update(PublishedLedger.FORGET);
        }
        return changed;
    }
}
