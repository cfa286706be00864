package dev.inferencemax.extractor.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A family of models that are compared with each other, whatever their precision and packaging (atlas, section 11).
 *
 * @param key as in artifact names and {@code infmax_model_prefix}
 * @param name of the model the family is about
 * @param id found in an id as served, which may be a path
 */
public record ModelFamily(String key, String name, Pattern id) {

    /** First match wins: DeepSeek-V3 is no V4, GLM-5 no GLM-5.1. */
    private static final List<ModelFamily> ALL = List.of(
            family("gptoss", "openai/gpt-oss-120b", "gpt-?oss-?120b"),
            family("dsr1", "deepseek-ai/DeepSeek-R1-0528", "deepseek-?r1"),
            family("dsv4", "deepseek-ai/DeepSeek-V4-Pro", "deepseek-?v4"),
            family("dsv3", "deepseek-ai/DeepSeek-V3", "deepseek-?v3"),
            family("70b", "meta-llama/Llama-3.3-70B-Instruct", "llama-?3\\.[13]-70b"),
            family("scout", "meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama-?4-scout"),
            family("qwen3.5", "Qwen/Qwen3.5-397B-A17B", "qwen-?3\\.5"),
            family("kimik2.5", "moonshotai/Kimi-K2.5", "kimi-?k2\\.5"),
            family("kimik2.6", "moonshotai/Kimi-K2.6", "kimi-?k2\\.6"),
            family("kimik3", "moonshotai/Kimi-K3", "kimi-?k3"),
            family("minimaxm2.5", "MiniMaxAI/MiniMax-M2.5", "minimax-?m2\\.5"),
            family("minimaxm3", "MiniMaxAI/MiniMax-M3", "minimax-?m3"),
            family("glm5.1", "zai-org/GLM-5.1", "glm-?5\\.1"),
            family("glm5.2", "zai-org/GLM-5.2", "glm-?5\\.2"),
            family("glm5", "zai-org/GLM-5", "glm-?5(?![.0-9])"));

    private static final Map<String, ModelFamily> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ModelFamily::key, Function.identity()));

    private static final Pattern PRECISION_SUFFIX =
            Pattern.compile("-(?:fp|bf|int|nvfp|mxfp)[0-9]+$", Pattern.CASE_INSENSITIVE);

    private static ModelFamily family(String key, String name, String id) {
        return new ModelFamily(key, name, Pattern.compile(id, Pattern.CASE_INSENSITIVE));
    }

    /** Every family of the vocabulary. */
    public static List<ModelFamily> all() {
        return ALL;
    }

    public static Optional<ModelFamily> withKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The family of an id as served, {@code nvidia/DeepSeek-R1-0528-FP4-V2}. */
    public static Optional<ModelFamily> ofId(String id) {
        return ALL.stream().filter(family -> family.id.matcher(id).find()).findFirst();
    }

    /**
     * The key that a published prefix means: without its precision, and {@code DeepSeek-R1-0528} (one day's prefix)
     * is {@code dsr1}. A prefix of no known family is its own key.
     */
    public static String keyOfPrefix(String prefix) {
        if (isKnown(prefix)) {
            return prefix;
        }
        String bare = PRECISION_SUFFIX.matcher(prefix).replaceFirst("");
        String lower = bare.toLowerCase(Locale.ROOT);
        return isKnown(lower) ? lower : ofId(bare).map(ModelFamily::key).orElse(bare);
    }

    public static boolean isKnown(String key) {
        return BY_KEY.containsKey(key);
    }
}
