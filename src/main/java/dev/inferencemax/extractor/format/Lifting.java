package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.BenchmarkResult;
import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.benchmark.Framework;
import dev.inferencemax.extractor.benchmark.Gpu;
import dev.inferencemax.extractor.benchmark.Labels;
import dev.inferencemax.extractor.benchmark.Metrics;
import dev.inferencemax.extractor.benchmark.ModelFamily;
import dev.inferencemax.extractor.benchmark.ServingConfiguration;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Deployment;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Engine;
import dev.inferencemax.extractor.benchmark.ServingConfiguration.Workload;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lifts one faultless record into the common shape: what it states, then what its surroundings do. */
final class Lifting {

    private static final String UNKNOWN = "unknown";

    private final PublishedRecord published;
    private final Fields fields;
    private final Hints hints;
    private final Doubts doubts = new Doubts();

    Lifting(PublishedRecord published, Hints hints) {
        this.published = published;
        this.fields = published.fields();
        this.hints = hints;
        if (hints.doubt() != null) {
            doubts.add(hints.doubt());
        }
    }

    BenchmarkResult lift() {
        String hw = stated(published.hw(hints));
        String modelId = published.modelId();
        String model = model(modelId);
        String frameworkRaw = firstOf(fields.text("framework"), hints.named(ArtifactName::framework));
        Deployment deployment = published.deployment(hints, doubts);
        Metrics metrics = published.metrics(hints, doubts);
        ServingConfiguration configuration = new ServingConfiguration(
                model,
                ModelFamily.withKey(model).map(ModelFamily::name).orElse(modelId == null ? model : modelId),
                Gpu.of(hw),
                new Engine(
                        frameworkRaw == null ? null : Framework.canonical(frameworkRaw),
                        firstOf(fields.text("precision"), hints.named(ArtifactName::precision)),
                        specDecoding(),
                        published.kvOffloading()),
                workload(),
                deployment);
        Labels labels = labels(hw, modelId, frameworkRaw);
        new NameConflicts(hints, doubts).check(configuration, labels);
        return new BenchmarkResult(configuration, labels, metrics, doubts.flags());
    }

    /** The prefix, else the family of the id, else the prefix in exp, else the id (atlas, section 11). */
    private String model(@Nullable String id) {
        String prefix = fields.text("infmax_model_prefix");
        if (prefix != null) {
            return ModelFamily.keyOfPrefix(prefix);
        }
        Optional<String> family =
                Optional.ofNullable(id).flatMap(ModelFamily::ofId).map(ModelFamily::key);
        String model = family.orElse(firstOf(hints.experiment().model(), id));
        if (model == null) {
            doubts.add(Flag.MODEL_UNKNOWN);
            return UNKNOWN;
        }
        return model;
    }

    /** Until 2025-12-05 {@code mtp} on or off; before that only names told (atlas, quirk 8). */
    private String specDecoding() {
        String spec = fields.text("spec_decoding");
        if (spec != null) {
            return spec;
        }
        String mtp = fields.text("mtp");
        if (mtp != null) {
            return mtp.equalsIgnoreCase("on") ? "mtp" : "none";
        }
        String named = firstOf(
                hints.named(ArtifactName::specDecoding), hints.experiment().specDecoding());
        return named == null ? "none" : named;
    }

    private Workload workload() {
        String scenario = published.scenario();
        Integer isl = fields.whole("isl");
        Integer osl = fields.whole("osl");
        if (scenario.equals(Scenario.FIXED_LENGTHS) && (isl == null || osl == null)) {
            Experiment experiment = hints.experiment();
            isl = firstOf(isl, length(experiment.isl(), hints.tail().isl()));
            osl = firstOf(osl, length(experiment.osl(), hints.tail().osl()));
        }
        return new Workload(scenario, isl, osl, stated(published.conc(hints)));
    }

    private @Nullable Integer length(@Nullable Integer ofExperiment, @Nullable Integer ofTail) {
        Integer named = firstOf(ofExperiment, ofTail);
        if (named != null) {
            doubts.add(Flag.ISL_OSL_FROM_NAME);
            return named;
        }
        if (hints.workflowLength() != null) {
            doubts.add(Flag.ISL_OSL_FROM_WORKFLOW);
        }
        return hints.workflowLength();
    }

    private Labels labels(String hw, @Nullable String modelId, @Nullable String frameworkRaw) {
        return new Labels(
                hw,
                modelId,
                frameworkRaw,
                fields.text("image"),
                recipeFingerprint(),
                fields.get("router") instanceof Json.Obj router ? CompactJson.of(router) : null,
                fields.text("kv_p2p_transfer"),
                CurrentScriptKey.of(fields));
    }

    /** Hexadecimal text: one of digits alone may have been published as a number (atlas, quirk 21). */
    private @Nullable String recipeFingerprint() {
        BigDecimal number = fields.number("recipe_fingerprint");
        return number == null ? fields.text("recipe_fingerprint") : number.toPlainString();
    }

    private static <T> @Nullable T firstOf(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    /** {@link PublishedRecord#fault} has made sure of it. */
    private static <T> T stated(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
