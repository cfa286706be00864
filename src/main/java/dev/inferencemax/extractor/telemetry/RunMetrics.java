package dev.inferencemax.extractor.telemetry;

import dev.inferencemax.extractor.job.RunFacts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of a run as gauges, set once at its end; the registries push them when the application closes. */
final class RunMetrics {

    private static final String SECONDS = "seconds";

    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(RunEnd end, Optional<RunFacts> facts) {
        Tags job = Tags.of("batch_job", end.job());
        gauge("extractor.exit.code", job, end.exitCode(), null, "0 done, 1 failed, 2 refused, 3 lost, 75 not now");
        gauge("extractor.duration", job, end.took().toMillis() / 1000.0, SECONDS, "how long the run took");
        facts.ifPresent(known -> record(known, job));
    }

    private void record(RunFacts facts, Tags job) {
        gauge("extractor.runs", job, facts.status().runs(), null, "runs known");
        each("extractor.artifacts", job, "state", facts.status().artifacts(), null, "artifacts by state");
        gauge("extractor.losses", job.and("accepted", "true"), facts.status().lossesAccepted(), null, "lost artifacts");
        gauge("extractor.losses", job.and("accepted", "false"), facts.status().openLosses(), null, "lost artifacts");
        gauge("extractor.artifacts.expiring", job, facts.status().expiring7d(), null, "not yet had, gone in 7 days");
        gauge("extractor.measurements", job, facts.dataset().records().measurements(), null, "rows of the history");
        gauge("extractor.configurations", job, facts.dataset().configurations(), null, "configurations measured");
        each(
                "extractor.records.rejected",
                job,
                "reason",
                facts.dataset().records().rejected(),
                null,
                "records that could not be used");
        each("extractor.requests", job, "kind", facts.run().requests(), null, "requests of this run");
        each("extractor.step.duration", job, "step", facts.run().steps(), SECONDS, "how long each step took");
        gauge("extractor.received", job, facts.run().bytes(), "bytes", "received over the network");
        Long remaining = facts.requestsLeft();
        if (remaining != null) {
            gauge("extractor.requests.left", job, remaining, null, "what is left of GitHub's budget for this hour");
        }
        Instant success = facts.status().lastSuccess();
        if (success != null) {
            gauge("extractor.last.success", job, success.getEpochSecond(), SECONDS, "when a job last succeeded");
        }
    }

    private void each(
            String name,
            Tags tags,
            String label,
            Map<String, ? extends Number> values,
            @Nullable String unit,
            String meaning) {
        values.forEach((of, value) -> gauge(name, tags.and(label, of), value, unit, meaning));
    }

    private void gauge(String name, Tags tags, Number value, @Nullable String unit, String meaning) {
        Gauge.builder(name, () -> value)
                .tags(tags)
                .baseUnit(unit)
                .description(meaning)
                .register(registry);
    }
}
