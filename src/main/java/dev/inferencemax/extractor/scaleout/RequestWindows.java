package dev.inferencemax.extractor.scaleout;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The windows in which accounts have a number of requests, as all processes on one PostgreSQL know them. */
final class RequestWindows {

    private final JdbcClient jdbc;

    RequestWindows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The present window of an account.
     *
     * @param capacity requests of it that are ours to spend
     * @param until when the next may begin
     * @param named GitHub has said when that is
     */
    record Window(long capacity, Instant until, boolean named) {}

    Optional<Window> find(long account) {
        return jdbc.sql("select capacity, until, named from request_window where account = :account")
                .param("account", account)
                .query((row, place) -> new Window(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getBoolean(3)))
                .optional();
    }

    void put(long account, long capacity, Instant until) {
        jdbc.sql("""
                        insert into request_window (account, capacity, until, named) values (:account, :capacity, :until, true)
                        on conflict (account)
                        do update set capacity = excluded.capacity, until = excluded.until, named = true
                        """)
                .param("account", account)
                .param("capacity", capacity)
                .param("until", kept(until))
                .update();
    }

    /** Begins a window after the one that ended then; of many who try it, one succeeds. */
    boolean replace(long account, Instant ended, Instant until) {
        return jdbc.sql("""
                        update request_window set until = :until, named = false
                         where account = :account and until = :ended
                        """)
                        .param("account", account)
                        .param("ended", kept(ended))
                        .param("until", kept(until))
                        .update()
                == 1;
    }

    /** As PostgreSQL keeps it. */
    private static OffsetDateTime kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
