package dev.inferencemax.extractor.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers of a server, kept to ask it later whether they still hold. */
@Repository
public class AnswerLedger {

    private static final int LONGEST = 1_000_000; // what H2 takes as one value

    private final JdbcClient jdbc;

    AnswerLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An answer that was kept.
     *
     * @param etag the server's mark of this version
     * @param link to the next page, as the server wrote it; null: none
     */
    public record Kept(String etag, @Nullable String link, String body) {}

    public Optional<Kept> find(String address) {
        return jdbc.sql("select etag, link, body from served_answer where address = :address")
                .param("address", address)
                .query((row, number) ->
                        new Kept(row.getString("etag"), row.getString("link"), Packed.unpack(row.getBytes("body"))))
                .optional();
    }

    /** Keeps an answer in place of the one before; a very long one is not worth it. */
    public void keep(String address, Kept answer, Instant now) {
        jdbc.sql("delete from served_answer where address = :address")
                .param("address", address)
                .update();
        byte[] body = Packed.pack(answer.body());
        if (body.length <= LONGEST) {
            jdbc.sql("""
                            insert into served_answer (address, etag, link, body, kept_at)
                            values (:address, :etag, :link, :body, :now)
                            """)
                    .param("address", address)
                    .param("etag", answer.etag())
                    .param("link", answer.link())
                    .param("body", body)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** Drops what has been of no use for long. */
    public void forgetBefore(Instant time) {
        jdbc.sql("delete from served_answer where kept_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }
}
