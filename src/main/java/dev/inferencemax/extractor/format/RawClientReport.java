package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Metrics;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark client's own report, G1, and stray ones later (atlas, section 3, quirk 29): milliseconds, throughput of
 * the whole system, and nothing of the GPUs. Those the artifact's name adds.
 */
record RawClientReport(Fields fields) implements PublishedRecord {

    @Override
    public String generation() {
        return "G1";
    }

    @Override
    public Optional<Fault> fault(Hints hints) {
        Checks checks = new Checks(fields);
        if (hw(hints) == null) {
            return Optional.of(new Fault(
                    RejectReason.MISSING_FIELD, "hw is missing: a raw report takes it from a name, and none has it"));
        }
        if (gpus(hints) == null) {
            return Optional.of(new Fault(
                    RejectReason.MISSING_FIELD, "tp is missing: a raw report takes it from a name, and none has it"));
        }
        return concurrency(checks, hints)
                .or(() -> checks.finite("total_token_throughput"))
                .or(checks::lengths)
                .or(checks::texts);
    }

    private Optional<Fault> concurrency(Checks checks, Hints hints) {
        if (fields.states("max_concurrency")) {
            return checks.positiveWhole("max_concurrency");
        }
        Integer conc = conc(hints);
        return conc == null || conc == 0 ? Optional.of(Fault.missing("max_concurrency")) : Optional.empty();
    }

    @Override
    public @Nullable String hw(Hints hints) {
        ArtifactName name = hints.name();
        return name == null ? null : name.runner();
    }

    @Override
    public @Nullable Integer conc(Hints hints) {
        Integer conc = fields.whole("max_concurrency");
        ArtifactName name = hints.name();
        return conc != null || name == null || name.concurrencies().size() != 1
                ? conc
                : name.concurrencies().get(0);
    }

    @Override
    public @Nullable String modelId() {
        return fields.text("model_id");
    }

    @Override
    public Deployment deployment(Hints hints, Doubts doubts) {
        return new Topology(fields, hints, doubts).oneNode();
    }

    @Override
    public Metrics metrics(Hints hints, Doubts doubts) {
        Integer gpus = gpus(hints);
        MetricReading reading = new MetricReading(doubts);
        return gpus == null ? reading.toMetrics() : reading.raw(fields, gpus).toMetrics();
    }

    /** The GPUs of its time were tensor parallel; none of them, or no number of them, is no divisor. */
    private static @Nullable Integer gpus(Hints hints) {
        ArtifactName name = hints.name();
        Integer tp = name == null ? null : name.parallelism().tp();
        return tp == null || tp == 0 ? null : tp;
    }
}
