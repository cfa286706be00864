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

    /** How an aggregate tells what single files state for each role. */
    private static final Pattern OF_ROLES = Pattern.compile("prefill=(true|false),decode=(true|false)");

    private final JsonNode fields;

    EvalFields(JsonNode fields) {
        this.fields = fields;
    }

    /** @param conc stated elsewhere; null: as the fields have it */
    Served served(@Nullable Integer conc) {
        String hw = SideJson.text(fields.path("hw"));
        String framework = SideJson.text(fields.path("framework"));
        String id = SideJson.text(fields.path("model"));
        return new Served(
                family(id),
                id,
                hw == null ? null : Gpu.of(hw),
                hw,
                framework == null ? null : Framework.canonical(framework),
                SideJson.text(fields.path("precision")),
                SideJson.text(fields.path("spec_decoding")),
                SideJson.bool(fields.path("is_multinode")),
                SideJson.whole(fields.path("isl")),
                SideJson.whole(fields.path("osl")),
                conc != null ? conc : SideJson.whole(fields.path("conc")),
                parallelism("", null),
                role("prefill_", 1),
                role("decode_", 2));
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
