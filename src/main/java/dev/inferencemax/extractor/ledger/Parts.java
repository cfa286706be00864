package dev.inferencemax.extractor.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cuts the artifacts in a state into parts that take about as long as each other. */
@Repository
public class Parts {

    /** An artifact weighs a request, and one more for so many bytes. */
    private static final String WEIGHTS = """
            select owner, number, sum(1 + coalesce(size_in_bytes, 0) / 4000000) as weight
              from (select %s as owner, %s as number, size_in_bytes
                      from artifact left join workflow_run using (run_id)
                     where state = :state) wanted
             group by owner, number
             order by owner, number
            """.formatted(Part.OWNER, Part.NUMBER);

    private final JdbcClient jdbc;

    Parts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Weight(String owner, int number, long weight) {}

    /** The weight of all that is in a state: that of so many small artifacts. */
    public long weight(ArtifactState state) {
        return jdbc.sql(
                        "select count(*) + coalesce(sum(size_in_bytes / 4000000), 0) from artifact where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    /**
     * All that is in a state now: first by owner, so that a part never waits for more than one budget, then by number.
     *
     * @param many parts at about
     * @param least weight worth a part of its own: that of so many small artifacts
     */
    public List<Part> cut(ArtifactState state, int many, int least) {
        List<Weight> weights = jdbc.sql(WEIGHTS)
                .param("state", state.name())
                .query((row, place) -> new Weight(row.getString(1), row.getInt(2), row.getLong(3)))
                .list();
        long all = weights.stream().mapToLong(Weight::weight).sum();
        long full = Math.max(least, (all + many - 1) / many);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        long gathered = 0;
        for (int place = 0; place < weights.size(); place++) {
            Weight here = weights.get(place);
            gathered += here.weight();
            boolean lastOfOwner = place + 1 == weights.size()
                    || !weights.get(place + 1).owner().equals(here.owner());
            if (lastOfOwner) {
                parts.add(new Part(here.owner(), from, Part.NUMBERS - 1));
            } else if (gathered >= full) {
                parts.add(new Part(here.owner(), from, here.number()));
            } else {
                continue;
            }
            from = lastOfOwner ? 0 : here.number() + 1;
            gathered = 0;
        }
        return parts;
    }
}
