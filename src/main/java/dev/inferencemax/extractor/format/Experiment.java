package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.ModelFamily;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code exp}, the first part of a name, says (atlas, section 2): {@code dsr1_1k1k}, {@code 70b_test},
 * {@code dsr1_test_1024_8192}, {@code dsr1_multinode_8k1k_mtp_on}, {@code e2e}.
 *
 * @param model family key, {@code dsr1}; null: it names none
 * @param isl input tokens; null: it names no lengths
 * @param specDecoding {@code mtp} or {@code none}; null: it does not say
 * @param spelledOut whether lengths stand in full, {@code 1024_8192}, which only hands did that knew them
 */
public record Experiment(
        @Nullable String model,
        @Nullable Integer isl,
        @Nullable Integer osl,
        @Nullable String specDecoding,
        boolean spelledOut) {

    static final Experiment UNKNOWN = new Experiment(null, null, null, null, false);

    private static final int K = 1024;

    /** Names of workflows that stand where the model does. */
    private static final Set<String> TESTS = Set.of("test", "e2e");

    private static final Pattern SHORT = Pattern.compile("(?:^|_)([0-9]{1,5})k([0-9]{1,5})k(?:_|$)");
    private static final Pattern FULL = Pattern.compile("[A-Za-z0-9.-]+(?:_test)?_([0-9]{1,9})_([0-9]{1,9})");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9.-]+)_.*");

    static Experiment of(String published) {
        // rows older than the prefix take it for a part of exp
        String exp = published.startsWith("bmk_") ? published.substring("bmk_".length()) : published;
        String model = modelOf(exp);
        String spec = specDecodingOf(exp);
        Matcher shortened = SHORT.matcher(exp);
        if (shortened.find()) {
            return new Experiment(model, length(shortened, 1, K), length(shortened, 2, K), spec, false);
        }
        Matcher full = FULL.matcher(exp);
        return full.matches()
                ? new Experiment(model, length(full, 1, 1), length(full, 2, 1), spec, true)
                : new Experiment(model, null, null, spec, false);
    }

    /** Null: no length is zero. */
    private static @Nullable Integer length(Matcher match, int group, int unit) {
        int number = Integer.parseInt(match.group(group));
        return number == 0 ? null : (Integer) (number * unit);
    }

    /** Models stand before the first underscore. A word alone is one only when it is known, else a kind of test. */
    private static @Nullable String modelOf(String exp) {
        Matcher prefix = PREFIX.matcher(exp);
        String model = prefix.matches() ? prefix.group(1) : exp;
        return Optional.of(ModelFamily.keyOfPrefix(model))
                .filter(key -> ModelFamily.isKnown(key) || (prefix.matches() && !TESTS.contains(key)))
                .orElse(null);
    }

    /** For four days of September 2025 nothing else told speculation apart (atlas, M1). */
    static @Nullable String specDecodingOf(String exp) {
        if (exp.endsWith("_mtp_on")) {
            return "mtp";
        }
        return exp.endsWith("_mtp_off") ? "none" : null;
    }
}
