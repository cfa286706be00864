package dev.inferencemax.extractor.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Composes the names of artifacts and files that a result was published under. */
final class ResultNames {

    private static final Pattern PIECE = Pattern.compile("\\{([a-z]+)}");
    private static final int RECIPE_IN_NAME = 16;

    private ResultNames() {}

    static String artifact(SampleResult result) {
        Map<String, Object> pieces = pieces(result);
        return PIECE.matcher(result.is.generation.nameTemplate())
                .replaceAll(piece ->
                        Matcher.quoteReplacement(pieces.get(piece.group(1)).toString()));
    }

    private static Map<String, Object> pieces(SampleResult result) {
        ResultParameters is = result.is;
        Map<String, Object> pieces = new LinkedHashMap<>();
        pieces.put("prefix", is.prefix);
        pieces.put("len", lengths(is));
        pieces.put("exp", is.exp != null ? is.exp : is.prefix + "_" + lengths(is));
        pieces.put("prec", is.precision);
        pieces.put("fw", is.framework);
        pieces.put("tp", is.tp);
        pieces.put("pp", is.pp);
        pieces.put("dcp", is.dcp);
        pieces.put("pcp", is.pcp);
        pieces.put("ep", is.ep);
        pieces.put("dpa", is.dpAttention);
        pieces.put("conc", is.conc);
        pieces.put("concs", is.concs != null ? is.concs : is.conc);
        pieces.put("spec", is.spec);
        pieces.put("mtp", mtp(is));
        pieces.put("disagg", result.isDisaggregated());
        pieces.put("ptp", is.prefill.tp());
        pieces.put("pep", is.prefill.ep());
        pieces.put("pdp", is.prefill.dpAttention());
        pieces.put("pnw", is.prefill.workers());
        pieces.put("dtp", is.decode.tp());
        pieces.put("dep", is.decode.ep());
        pieces.put("ddp", is.decode.dpAttention());
        pieces.put("dnw", is.decode.workers());
        pieces.put("offload", is.offload);
        pieces.put("onoff", is.offload.equals("none") ? "off" : "on");
        pieces.put("kv", is.offload.equals("none") ? "none" : is.offload + "-native");
        pieces.put("recipe", is.recipe.substring(0, Math.min(RECIPE_IN_NAME, is.recipe.length())));
        pieces.put("run", result.is.machine());
        return pieces;
    }

    static String mtp(ResultParameters is) {
        return is.spec.equals("mtp") ? "on" : "off";
    }

    /** {@code 1k1k}, or {@code 1024_500} for lengths without a short name. */
    private static String lengths(ResultParameters is) {
        return is.isl % 1024 == 0 && is.osl % 1024 == 0
                ? is.isl / 1024 + "k" + is.osl / 1024 + "k"
                : is.isl + "_" + is.osl;
    }

    static String file(SampleResult result, String artifactName) {
        String stem = artifactName.replaceFirst("^bmk_", "");
        ResultParameters is = result.is;
        return switch (is.generation) {
            case G1, G1_LATE -> stem + ".json";
            case A0 -> "agg_" + stem.replaceFirst("^agentic_", "").replaceFirst("_bs([0-9]+)_", "_users$1_") + ".json";
            case A1, A2, A3 -> stem.replaceFirst("^agentic_", "") + ".json";
            case A3_MULTI -> stem.replaceFirst("^agentic_", "") + "_conc" + is.conc + ".json";
            default -> "agg_" + stem + (is.generation.isMultinode() ? "_" + tail(result) : "") + ".json";
        };
    }

    private static String tail(SampleResult result) {
        ResultParameters is = result.is;
        if (is.tail != null) {
            return is.tail;
        }
        int gpus = is.prefill.gpus() + is.decode.gpus();
        String byRole = "gpus_" + gpus + "_ctx_" + is.prefill.gpus() + "_gen_" + is.decode.gpus();
        if (is.framework.contains("sglang")) {
            return "isl_" + is.isl + "_osl_" + is.osl + "_concurrency_" + is.conc + "_req_rate_inf_"
                    + (earlyTail(is) ? "gpus" + is.gpus : byRole);
        }
        String servers = "ctx1_gen4_tep8_batch128_eplb0_mtp" + (is.spec.equals("mtp") ? 3 : 0) + "_conc" + is.conc;
        return switch (is.generation) {
            case M1, M2 -> servers + "_gpus" + is.gpus;
            // what the launcher made of names it did not know, from November 2025 to January 2026
            case M2_LATE, M3, M3_BMK -> servers + "_gpusresults_concurrency_" + is.conc + "_" + byRole + ".json";
            default ->
                "isl_" + is.isl + "_osl_" + is.osl + "_conc" + is.conc + "_"
                        + (is.decode.gpus() == 0 ? "gpus_" + gpus : byRole);
        };
    }

    private static boolean earlyTail(ResultParameters is) {
        return is.generation == Generation.M1 || is.generation == Generation.M2;
    }
}
