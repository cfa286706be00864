package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Framework;
import dev.inferencemax.extractor.benchmark.Metrics;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import java.util.Optional;
import java.util.Set;

/**
 * A row of several nodes from before they had fields of their own, M1 and M2 (atlas, section 4): {@code tp} holds the
 * number of GPUs, and from 2025-09-24 {@code mtp} says whether tokens were speculated.
 */
record LegacyMultinodeRow(Fields fields) implements PublishedRecord {

    private static final Set<String> GRAMMARS = Set.of("M1", "M2");

    static boolean isOne(Fields fields, Hints hints) {
        if (fields.has("is_multinode")) {
            return false;
        }
        String framework = fields.text("framework");
        ArtifactName name = hints.name();
        return fields.has("mtp")
                || (framework != null && Framework.canonical(framework).startsWith("dynamo-"))
                || (name != null && GRAMMARS.contains(name.grammar()));
    }

    @Override
    public String generation() {
        return fields.has("mtp") ? "M2" : "M1";
    }

    @Override
    public Optional<Fault> fault(Hints hints) {
        return new Checks(fields).row();
    }

    @Override
    public Deployment deployment(Hints hints, Doubts doubts) {
        return new Topology(fields, hints, doubts).gpusOnly();
    }

    @Override
    public Metrics metrics(Hints hints, Doubts doubts) {
        return new MetricReading(doubts).flat(fields).toMetrics();
    }
}
