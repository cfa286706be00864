package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.RunLedger;
import dev.inferencemax.extractor.ledger.RunLedger.Dated;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When runs were created. GitHub's run ids grow with time, so the date of a run that nobody lists any more lies between
 * those of its neighbours. Before the first known run and after the last nothing is known.
 */
final class RunDates {

    private final NavigableMap<Long, Instant> known = new TreeMap<>();

    RunDates(Collection<Dated> shipped, Collection<Dated> listed) {
        shipped.forEach(run -> known.put(run.runId(), run.createdAt()));
        listed.forEach(run -> known.put(run.runId(), run.createdAt()));
    }

    /** As the state knows them, and the table that ships with the tool. */
    static RunDates of(RunLedger runs) {
        return new RunDates(shipped(), runs.dates());
    }

    /** The date in proportion to the ids, to the second; null outside of what is known. */
    @Nullable Instant between(long runId) {
        Map.Entry<Long, Instant> before = known.floorEntry(runId);
        Map.Entry<Long, Instant> after = known.ceilingEntry(runId);
        if (before == null || after == null) {
            return null;
        }
        long ids = after.getKey() - before.getKey();
        if (ids == 0) {
            return before.getValue();
        }
        Duration span = Duration.between(before.getValue(), after.getValue());
        long seconds = BigInteger.valueOf(span.toSeconds())
                .multiply(BigInteger.valueOf(runId - before.getKey()))
                .divide(BigInteger.valueOf(ids))
                .longValueExact();
        return before.getValue().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Dates of runs that GitHub lists no more, as far as the public record has them. */
    private static List<Dated> shipped() {
        return ShippedTable.rows("known-runs.csv").stream()
                .map(row -> new Dated(Long.parseLong(row.get(0)), Instant.parse(row.get(1))))
                .toList();
    }
}
