package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Metrics;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import java.util.Optional;

/**
 * A flat row of one node, G2 to G12 (atlas, section 3): {@code hw, tp, conc, model, tput_per_gpu} and the metric block
 * always, the rest as the months went by.
 */
record SingleNodeRow(Fields fields) implements PublishedRecord {

    @Override
    public String generation() {
        return Generation.ofSingleNode(fields);
    }

    @Override
    public Optional<Fault> fault(Hints hints) {
        return new Checks(fields).row();
    }

    @Override
    public Deployment deployment(Hints hints, Doubts doubts) {
        return new Topology(fields, hints, doubts).oneNode();
    }

    @Override
    public Metrics metrics(Hints hints, Doubts doubts) {
        return new MetricReading(doubts).flat(fields).toMetrics();
    }
}
