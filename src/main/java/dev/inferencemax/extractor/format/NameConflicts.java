package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.benchmark.Framework;
import dev.inferencemax.extractor.benchmark.Gpu;
import dev.inferencemax.extractor.benchmark.Labels;
import dev.inferencemax.extractor.benchmark.ModelFamily;
import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Precision;
import dev.inferencemax.extractor.benchmark.Role;
import dev.inferencemax.extractor.benchmark.ServingConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Compares a result with the name it came under. The JSON has won already; a difference means that one of them is
 * wrong, so it is flagged. What either leaves open is no conflict.
 */
final class NameConflicts {

    private final Hints hints;
    private final Doubts doubts;

    NameConflicts(Hints hints, Doubts doubts) {
        this.hints = hints;
        this.doubts = doubts;
    }

    void check(ServingConfiguration configuration, Labels labels) {
        Experiment experiment = hints.experiment();
        String model = experiment.model();
        if (model != null && ModelFamily.isKnown(model)) {
            compare("model", configuration.model(), model);
        }
        compare(
                "isl",
                configuration.isl(),
                firstOf(experiment.isl(), hints.tail().isl()));
        compare(
                "osl",
                configuration.osl(),
                firstOf(experiment.osl(), hints.tail().osl()));
        ArtifactName name = hints.name();
        if (name == null) {
            return;
        }
        engine(configuration, name);
        compare("disagg", configuration.disagg(), name.disagg());
        if (!name.concurrencies().isEmpty() && !name.concurrencies().contains(configuration.conc())) {
            conflict("conc");
        }
        parallelism("", configuration.parallelism(), name.parallelism());
        role("prefill_", configuration.prefill(), name.prefill());
        role("decode_", configuration.decode(), name.decode());
        String recipe = name.recipe();
        String fingerprint = labels.recipeFingerprint();
        if (recipe != null && fingerprint != null && !fingerprint.startsWith(recipe)) {
            conflict("recipe_fingerprint");
        }
    }

    private void engine(ServingConfiguration configuration, ArtifactName name) {
        String gpu = Gpu.of(name.runner());
        if (Gpu.isKnown(gpu)) {
            compare("gpu", configuration.gpu(), gpu);
        }
        String framework = name.framework();
        compare("framework", configuration.framework(), framework == null ? null : Framework.canonical(framework));
        compare("precision", Precision.canonical(configuration.precision()), Precision.canonical(name.precision()));
        compare("spec_decoding", configuration.specDecoding(), name.specDecoding());
    }

    /** A role without GPUs is published as zeros, whatever was asked for and stands in the name. */
    private void role(String prefix, Role role, Role named) {
        Integer gpus = role.gpus();
        if (gpus == null || gpus > 0) {
            parallelism(prefix, role.parallelism(), named.parallelism());
            compare(prefix + "num_workers", role.workers(), named.workers());
        }
    }

    private void parallelism(String prefix, Parallelism parallelism, Parallelism named) {
        compare(prefix + "tp", parallelism.tp(), named.tp());
        compare(prefix + "pp", parallelism.pp(), named.pp());
        compare(prefix + "dcp_size", parallelism.dcp(), named.dcp());
        compare(prefix + "pcp_size", parallelism.pcp(), named.pcp());
        compare(prefix + "ep", parallelism.ep(), named.ep());
        compare(prefix + "dp_attention", parallelism.dpAttention(), named.dpAttention());
    }

    private void compare(String field, @Nullable Object published, @Nullable Object named) {
        if (published != null && named != null && !published.equals(named)) {
            conflict(field);
        }
    }

    private void conflict(String field) {
        doubts.add(Flag.NAME_JSON_CONFLICT, field);
    }

    private static @Nullable Integer firstOf(@Nullable Integer one, @Nullable Integer other) {
        return one == null ? other : one;
    }
}
