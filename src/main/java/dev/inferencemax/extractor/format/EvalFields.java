package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Accuracy.Served;
import dev.inferencemax.extractor.benchmark.Framework;
import dev.inferencemax.extractor.benchmark.Gpu;
import dev.inferencemax.extractor.benchmark.ModelFamily;
import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Role;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was served, as rows of {@code eval_results_all} and {@code meta_env.json} state it. */
final class EvalFields {

    private static final String SINGLE = "eval_";

    /** How an aggregate tells what single files state for each role. */
    private static final Pattern OF_ROLES = Pattern.compile("prefill=(true|false),decode=(true|false)");

    private final JsonNode fields;

    /** Name of the artifact that a row was taken from, without what all begin with; empty: the row names none. */
    private final String origin;

    EvalFields(JsonNode fields) {
        this.fields = fields;
        String source = SideJson.text(fields.path("source"));
        this.origin = Pattern.compile("[/\\\\]")
                .splitAsStream(source == null ? "" : source)
                .filter(folder -> folder.startsWith(SINGLE))
                .map(folder -> folder.substring(SINGLE.length()))
                .reduce("", (outer, inner) -> inner);
    }

    /**
     * What older rows leave open, the name of the artifact they were taken from says.
     *
     * @param conc stated elsewhere; null: as the fields have it
     */
    Served served(@Nullable Integer conc) {
        String hw = SideJson.text(fields.path("hw"));
        String framework = SideJson.text(fields.path("framework"));
        String id = SideJson.text(fields.path("model"));
        Experiment exp = Experiment.of(origin);
        Integer isl = SideJson.whole(fields.path("isl"));
        Integer osl = SideJson.whole(fields.path("osl"));
        return new Served(
                family(id),
                id,
                hw == null ? null : Gpu.of(hw),
                hw,
                framework == null ? null : Framework.canonical(framework),
                SideJson.text(fields.path("precision")),
                specDecoding(),
                SideJson.bool(fields.path("is_multinode")),
                isl != null ? isl : exp.isl(),
                osl != null ? osl : exp.osl(),
                conc != null ? conc : SideJson.whole(fields.path("conc")),
                parallelism("", null),
                role("prefill_", 1),
                role("decode_", 2));
    }

    /** Absent it is none, as in results. */
    private String specDecoding() {
        String stated = SideJson.text(fields.path("spec_decoding"));
        return stated != null
                ? stated
                : ArtifactName.parse("agg_" + origin) // a file's name: it leaves out the prefix, too
                        .map(ArtifactName::specDecoding)
                        .orElse("none");
    }

    private @Nullable String family(@Nullable String id) {
        for (String key : new String[] {"infmax_model_prefix", "model_prefix"}) {
            String prefix = SideJson.text(fields.path(key));
            if (prefix != null) {
                return ModelFamily.keyOfPrefix(prefix);
            }
        }
        return id == null ? null : ModelFamily.ofId(id).map(ModelFamily::key).orElse(id);
    }

    private Role role(String prefix, int group) {
        return new Role(parallelism(prefix, ofRoles(group)), null, null, null);
    }

    private @Nullable Boolean ofRoles(int group) {
        String both = SideJson.text(fields.path("dp_attention"));
        Matcher roles = OF_ROLES.matcher(both == null ? "" : both);
        return roles.matches() ? Boolean.valueOf(roles.group(group)) : null;
    }

    private Parallelism parallelism(String prefix, @Nullable Boolean ofRoles) {
        Boolean stated = SideJson.bool(fields.path(prefix + "dp_attention"));
        return new Parallelism(
                SideJson.whole(fields.path(prefix + "tp")),
                null,
                null,
                null,
                SideJson.whole(fields.path(prefix + "ep")),
                stated != null ? stated : ofRoles);
    }
}
