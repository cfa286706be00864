package dev.inferencemax.extractor.ledger;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What of the artifacts is lost, or came only damaged: who was asked for it, whether to ask again, and who knows of it. */
@Repository
public class LossLedger {

    /**
     * Lost or damaged, and a source is there now that was never asked for it. The states come first by themselves, here and
     * below: of them there is an index, and of conditions that are joined by "or" there is none.
     */
    private static final String RETRY = """
            update artifact set state = 'WANTED'
             where state in ('LOST', 'REJECTED') and (state = 'LOST' or source is null)
               and (tried is null or (',' || tried || ',') not like :source)
            """;

    private static final String RETRY_ALL = """
            update artifact set state = 'WANTED'
             where state in ('LOST', 'EXPIRED', 'REJECTED') and (state <> 'REJECTED' or source is null)
            """;

    private static final String MISSING = """
            select distinct run_id from artifact
             where state in ('EXPIRED', 'REJECTED') and (state = 'EXPIRED' or source is null) and run_id > :after
               and (tried is null or (',' || tried || ',') not like :source)
             order by run_id fetch first :limit rows only
            """;

    private final JdbcClient jdbc;
    private final Changes changes;

    LossLedger(JdbcClient jdbc, Changes changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    /** Wants again what is lost, where one of the sources was not asked for it before. */
    public void retry(Collection<String> sources) {
        for (String source : sources) {
            changes.make(jdbc.sql(RETRY).param("source", "%," + source + ",%"));
        }
    }

    /** Sources that were asked in vain. */
    public void tried(Artifact artifact, String sources) {
        changes.make(jdbc.sql("""
                        update artifact set tried = :tried
                         where artifact_id = :id and tried is distinct from cast(:tried as varchar)
                        """)
                .param("tried", Tried.both(artifact.tried(), sources))
                .param("id", artifact.id()));
    }

    /** Wants again whatever is lost or came damaged, whoever was asked for it before. */
    public void retryAll() {
        changes.make(jdbc.sql(RETRY_ALL));
    }

    /** Runs after a given one of which something is missing that one of the sources was not yet asked for, in order. */
    public List<Long> runsMissing(Collection<String> sources, long after, int limit) {
        return sources.stream()
                .flatMap(source -> jdbc
                        .sql(MISSING)
                        .param("after", after)
                        .param("source", "%," + source + ",%")
                        .param("limit", limit)
                        .query(Long.class)
                        .list()
                        .stream())
                .distinct()
                .sorted()
                .limit(limit)
                .toList();
    }

    /** Something new was found of a run: what is lost of it is looked at again. */
    public void reconsider(long runId) {
        changes.make(jdbc.sql("update artifact set state = 'EXPIRED' where run_id = :run and state = 'LOST'")
                .param("run", runId));
    }

    /** Marks the present losses as known. */
    public int accept() {
        return changes.make(
                jdbc.sql("update artifact set loss_accepted = true where state = 'LOST' and not loss_accepted"));
    }

    public long unaccepted() {
        return jdbc.sql("select count(*) from artifact where state = 'LOST' and not loss_accepted")
                .query(Long.class)
                .single();
    }
}
