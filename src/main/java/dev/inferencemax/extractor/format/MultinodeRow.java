package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Metrics;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import java.util.Optional;

/** A flat row of several nodes with a role's fields each, M3 and M4 (atlas, section 4). */
record MultinodeRow(Fields fields) implements PublishedRecord {

    static boolean isOne(Fields fields) {
        return Boolean.TRUE.equals(fields.bool("is_multinode")) || fields.has("prefill_tp") || fields.has("decode_tp");
    }

    @Override
    public String generation() {
        return Generation.ofMultinode(fields);
    }

    @Override
    public Optional<Fault> fault(Hints hints) {
        return new Checks(fields).row();
    }

    @Override
    public Deployment deployment(Hints hints, Doubts doubts) {
        return new Topology(fields, hints, doubts).roles();
    }

    @Override
    public Metrics metrics(Hints hints, Doubts doubts) {
        return new MetricReading(doubts).flat(fields).toMetrics();
    }
}
