package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Metrics;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A replayed trace, A0 to A3 (atlas, section 5): no lengths; flat until July 2026, then nested. Its interactivity is
 * another statistic than that of rows with lengths, so it never shares their columns.
 */
record AgenticRow(Fields fields) implements PublishedRecord {

    static boolean isOne(Fields fields) {
        String scenario = fields.text("scenario_type");
        return fields.has("request_metrics") || (scenario != null && scenario.startsWith("agentic"));
    }

    @Override
    public String generation() {
        return Generation.ofAgentic(fields);
    }

    @Override
    public Optional<Fault> fault(Hints hints) {
        Checks checks = new Checks(fields);
        return checks.identity(concurrencyField())
                .or(this::throughput)
                .or(() -> fields.states("num_requests_successful")
                        ? checks.positiveWhole("num_requests_successful")
                        : Optional.empty());
    }

    private Optional<Fault> throughput() {
        Json nested = fields.get("request_metrics");
        if (nested == null) {
            return new Checks(fields).finite("tput_per_gpu");
        }
        return nested instanceof Json.Obj
                ? Optional.empty()
                : Optional.of(Fault.invalid("request_metrics", nested, "is no object"));
    }

    @Override
    public @Nullable Integer conc(Hints hints) {
        return fields.whole(concurrencyField());
    }

    /** The first ones, of a branch, counted users. */
    private String concurrencyField() {
        return fields.has("conc") || !fields.has("users") ? "conc" : "users";
    }

    @Override
    public String scenario() {
        String scenario = fields.text("scenario_type");
        return scenario == null ? Scenario.AGENTIC : scenario;
    }

    @Override
    public @Nullable String kvOffloading() {
        for (String field : new String[] {"kv_offloading", "offloading", "offload_mode"}) {
            String offloading = fields.text(field);
            if (offloading != null) {
                return offloading;
            }
        }
        return null;
    }

    @Override
    public Deployment deployment(Hints hints, Doubts doubts) {
        Topology topology = new Topology(fields, hints, doubts);
        return MultinodeRow.isOne(fields) ? topology.roles() : topology.oneNode();
    }

    @Override
    public Metrics metrics(Hints hints, Doubts doubts) {
        return new MetricReading(doubts).agentic(fields).toMetrics();
    }
}
