package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.DatasetSummary;
import dev.inferencemax.extractor.dataset.RunFigures;
import dev.inferencemax.extractor.github.ActionsApi;
import dev.inferencemax.extractor.github.RateLimit;
import dev.inferencemax.extractor.github.RequestCounts;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.LossLedger;
import dev.inferencemax.extractor.ledger.RunLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells where things stand, at any moment of a job or between two. */
@Component
public class StatusReports {

    private final RunLedger runs;
    private final ArtifactLedger artifacts;
    private final LossLedger losses;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectProvider<ActionsApi> github;
    private final ObjectProvider<DatasetSummary> dataset;
    private final ObjectProvider<RequestCounts> requests;
    private final ObjectProvider<StepTimes> times;

    StatusReports(
            RunLedger runs,
            ArtifactLedger artifacts,
            LossLedger losses,
            JdbcClient jdbc,
            Clock clock,
            ObjectProvider<ActionsApi> github,
            ObjectProvider<DatasetSummary> dataset,
            ObjectProvider<RequestCounts> requests,
            ObjectProvider<StepTimes> times) {
        this.runs = runs;
        this.artifacts = artifacts;
        this.losses = losses;
        this.jdbc = jdbc;
        this.clock = clock;
        this.github = github;
        this.dataset = dataset;
        this.requests = requests;
        this.times = times;
    }

    public StatusReport now() {
        Map<String, Long> byState = new LinkedHashMap<>();
        artifacts.countByState().forEach((state, count) -> byState.put(state.name(), count));
        long lost = byState.getOrDefault("LOST", 0L);
        return new StatusReport(
                runs.count(),
                byState,
                lost,
                lost - losses.unaccepted(),
                artifacts.expiringBefore(clock.instant().plus(Duration.ofDays(7))),
                rateLimit(),
                lastSuccess());
    }

    /** What there is to tell once a run of this process has ended. */
    public RunFacts ofThisRun() {
        RateLimit budget = rateLimit();
        RequestCounts counts = requests.getObject();
        return new RunFacts(
                now(),
                dataset.getObject().figures(),
                new RunFigures(
                        counts.byKind(), counts.bytes(), times.getObject().seconds()),
                budget == null ? null : budget.remaining());
    }

    private @Nullable RateLimit rateLimit() {
        RateLimit known = github.getObject().rateLimit();
        return known.limit() == null ? null : known;
    }

    private @Nullable Instant lastSuccess() {
        return jdbc.sql("select max(end_time) from batch_job_execution where status = 'COMPLETED'")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
