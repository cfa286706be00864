package dev.inferencemax.extractor.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Serving frameworks and the names they had before (atlas, section 11). */
public final class Framework {

    private static final Map<String, String> ALIASES = Map.of("trtllm", "trt", "dynamo-trtllm", "dynamo-trt");

    private static final Set<String> KNOWN = Set.of(
            "vllm",
            "sglang",
            "trt",
            "atom",
            "tilert",
            "dynamo-sglang",
            "dynamo-trt",
            "dynamo-vllm",
            "sglang-disagg",
            "vllm-disagg",
            "atom-disagg",
            "llmd-vllm");

    private Framework() {}

    /** The name a framework goes by here; one that is not known keeps its own. */
    public static String canonical(String published) {
        String name = published.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(name, name);
    }

    public static boolean isKnown(String canonical) {
        return KNOWN.contains(canonical);
    }
}
