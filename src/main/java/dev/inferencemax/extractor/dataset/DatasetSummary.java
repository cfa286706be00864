package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The figures of the dataset as the state has them. */
@Component
public class DatasetSummary {

    private static final String IN_EVALS_ONLY_RUNS = """
            select count(*) from result r join workflow_run w on w.run_id = r.run_id where w.evals_only
            """;

    private final JdbcTemplate jdbc;
    private final ArtifactLedger artifacts;
    private final RunLedger runs;
    private final StandingDataset standing;
    private final Clock clock;

    DatasetSummary(JdbcTemplate jdbc, ArtifactLedger artifacts, RunLedger runs, StandingDataset standing, Clock clock) {
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        this.runs = runs;
        this.standing = standing;
        this.clock = clock;
    }

    /**
     * Every record that was read is a measurement, a duplicate of one, rejected, or something else that lies beside
     * results: {@code read} is their sum. What could not be read at all counts as one rejected record.
     */
    public record Records(long read, long duplicates, Map<String, Long> rejected, long notResults, long measurements) {

        public long rejectedInAll() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Artifacts that no source has. */
    public record Losses(long total, long accepted) {}

    /** Everything at a glance. */
    public record Figures(
            long runs,
            Map<ArtifactState, Long> artifacts,
            Records records,
            long configurations,
            Losses losses,
            long expiringIn7Days,
            Map<String, SortedSet<String>> unknown) {

        private Figures withExpiring(long now) {
            return new Figures(runs, artifacts, records, configurations, losses, now, unknown);
        }
    }

    /** Only what expires goes by the clock; the rest is counted once, and again when something has changed. */
    public Figures figures() {
        return standing.figures().orElseGet(this::counted).withExpiring(expiring());
    }

    private long expiring() {
        return artifacts.expiringBefore(clock.instant().plus(Duration.ofDays(7)));
    }

    private Figures counted() {
        return new Figures(
                runs.count(),
                artifacts.countByState(),
                records(),
                count("select count(*) from measurement where current_place is not null"),
                new Losses(
                        count("select count(*) from artifact where state = 'LOST'"),
                        count("select count(*) from artifact where state = 'LOST' and loss_accepted")),
                expiring(),
                unknown());
    }

    /** Bytes the tables take, about: each result in the history and perhaps among the newest, provenance included. */
    public long bytesOfTables() {
        return 2 * count("select coalesce(sum(char_length(cells) + 200), 0) from result");
    }

    private Records records() {
        long results = count("select count(*) from result");
        long measurements = count("select count(*) from measurement");
        long withoutMeasurements = count(IN_EVALS_ONLY_RUNS);
        long others = withoutMeasurements + count("select coalesce(sum(not_results), 0) from artifact");
        Map<String, Long> rejected = new TreeMap<>();
        jdbc.query("select reason, count(*) from rejection group by reason", row -> {
            rejected.put(row.getString(1), row.getLong(2));
        });
        long rejections = rejected.values().stream().mapToLong(Long::longValue).sum();
        return new Records(
                results - withoutMeasurements + rejections + others,
                results - withoutMeasurements - measurements,
                rejected,
                others,
                measurements);
    }

    private Map<String, SortedSet<String>> unknown() {
        Map<String, SortedSet<String>> unknown = new TreeMap<>();
        for (String kind : new String[] {"frameworks", "gpus", "metrics", "models"}) {
            unknown.put(kind, new TreeSet<>());
        }
        for (String words : jdbc.query(
                "select distinct unlisted from result where unlisted <> ''", (row, number) -> row.getString(1))) {
            for (String word : words.split(";", -1)) {
                int colon = word.indexOf(':');
                unknown.computeIfAbsent(word.substring(0, colon) + "s", kind -> new TreeSet<>())
                        .add(word.substring(colon + 1));
            }
        }
        return unknown;
    }

    private long count(String sql) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
    }
}
