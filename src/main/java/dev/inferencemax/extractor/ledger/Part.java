package dev.inferencemax.extractor.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * A part of the artifacts in a state, so that many can share the work on them: those in repositories of one owner, whose
 * number falls in a range. The number of an artifact is drawn from its id, so it never changes and is spread evenly.
 *
 * @param owner of the repositories, in lower case; empty: where no repository is known; null: whoever owns them
 * @param from first number
 * @param to last number, at most {@code NUMBERS - 1}
 */
public record Part(@Nullable String owner, int from, int to) {

    public static final int NUMBERS = 1_024;

    /** Everything. */
    public static final Part ALL = new Part(null, 0, NUMBERS - 1);

    /** Of a row {@code artifact}; PostgreSQL has an index of it. */
    static final String NUMBER = "mod(abs(artifact_id), " + NUMBERS + ")";

    /** Of a row {@code workflow_run}. */
    static final String OWNER = "coalesce(lower(substring(repository from 1 for position('/' in repository) - 1)), '')";

    public boolean isAll() {
        return equals(ALL);
    }

    /** What follows {@code where state = :state}. */
    String condition() {
        String numbers = isAll() ? "" : " and " + NUMBER + " between :from and :to";
        return owner == null
                ? numbers
                : numbers + " and run_id in (select run_id from workflow_run where " + OWNER + " = :owner)";
    }

    MapSqlParameterSource parameters() {
        return new MapSqlParameterSource()
                .addValue("owner", owner)
                .addValue("from", from)
                .addValue("to", to);
    }
}
