package dev.inferencemax.extractor.ledger;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repositories and workflows by the names they were asked for. */
@Repository
public class NameLedger {

    private final JdbcClient jdbc;

    NameLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is asked for by a name, and was found. */
    public enum Named {
        REPOSITORY,
        WORKFLOW
    }

    /**
     * Notes under which name it was found.
     *
     * @param present as GitHub calls it now
     */
    public void noteName(Named kind, String name, String present) {
        int known = jdbc.sql("update known_name set present = :present where kind = :kind and name = :name")
                .param("kind", kind.name())
                .param("name", name)
                .param("present", present)
                .update();
        if (known == 0) {
            jdbc.sql("insert into known_name (kind, name, present) values (:kind, :name, :present)")
                    .param("kind", kind.name())
                    .param("name", name)
                    .param("present", present)
                    .update();
        }
    }

    /** Whether something was ever found under that name. */
    public boolean knows(Named kind, String name) {
        return presentNames(kind, name).size() == 1;
    }

    /** How GitHub called it when it was last found; empty: never, or so long ago that nobody noted it. */
    public Optional<String> presentName(Named kind, String name) {
        return presentNames(kind, name).stream().findFirst().filter(present -> !present.isEmpty());
    }

    private List<String> presentNames(Named kind, String name) {
        return jdbc.sql("select coalesce(present, '') from known_name where kind = :kind and name = :name")
                .param("kind", kind.name())
                .param("name", name)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
