package dev.inferencemax.extractor.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pieces that names are made of (atlas, section 2), and how a template of them becomes a pattern. */
final class Pieces {

    /** Machines of the benchmark's own pools, {@code h100-cw_1}: dashes, never underscores, before the number. */
    static final String KNOWN_MACHINE = "(?<runner>(?:g?b|h|mi|rtx)[0-9][a-z0-9-]*)(?:_(?<idx>[0-9]+))?";

    static final String ANY_MACHINE = "(?<runner>[A-Za-z0-9._-]+)(?<idx>)?";

    private static final List<String> NUMBER_FORMATS = List.of("fp", "bf", "int", "nvfp", "mxfp");

    private static final Pattern PIECE = Pattern.compile("\\{([a-z0-9]+)}");

    private static final String WHOLE_NUMBER = "[0-9]+";
    private static final String WHOLE_NUMBER_OR_NOTHING = "[0-9]*";
    private static final String BOOLEAN_OR_NOTHING = "true|false|";

    /** Patterns of the named groups; a piece that is not here is a whole number. */
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("exp", "[A-Za-z0-9._-]+?"),
            Map.entry("prec", "(?:" + String.join("|", NUMBER_FORMATS) + ")[0-9]+"),
            Map.entry("fw", "[a-z0-9.-]+"),
            Map.entry("spec", "[a-z0-9-]*"),
            Map.entry("mtp", "on|off"),
            Map.entry("concs", "[0-9]+(?:x[0-9]+)*"),
            Map.entry("dpa", BOOLEAN_OR_NOTHING),
            Map.entry("pdp", BOOLEAN_OR_NOTHING),
            Map.entry("ddp", BOOLEAN_OR_NOTHING),
            Map.entry("disagg", BOOLEAN_OR_NOTHING),
            Map.entry("ppp", WHOLE_NUMBER_OR_NOTHING),
            Map.entry("pdcp", WHOLE_NUMBER_OR_NOTHING),
            Map.entry("ppcp", WHOLE_NUMBER_OR_NOTHING),
            Map.entry("dpp", WHOLE_NUMBER_OR_NOTHING),
            Map.entry("ddcp", WHOLE_NUMBER_OR_NOTHING),
            Map.entry("dpcp", WHOLE_NUMBER_OR_NOTHING));

    /** Pieces that are more, or less, than one named group. */
    private static final Map<String, String> SPECIAL = Map.of(
            "agentic", "(?<agentic>agentic_)?",
            "bmk", "(?:bmk_)?",
            "recipe", "(?:_recipe-(?<recipe>[0-9a-f]{1,16}))?",
            // in two grammars the framework is told from its neighbours by its value
            "fw1", "(?<fw>dynamo-[a-z]+)",
            "fw2", "(?<fw>vllm|sglang|trt)");

    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-z]+)>");

    private Pieces() {}

    /** Names of the groups of a pattern, which Java's own patterns keep to themselves until 20. */
    static Set<String> groups(Pattern pattern) {
        return GROUP.matcher(pattern.pattern())
                .results()
                .map(group -> group.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What stands in every name of a template, piece by piece: {@code _tp}, {@code _conc}. */
    static List<String> words(String template) {
        return Pattern.compile("\\(\\?:[^)]*\\)\\?|\\{[a-z0-9]+}")
                .splitAsStream(template)
                .filter(word -> word.length() > 1)
                .toList();
    }

    /** Whether a name may have the piece {@code prec}. */
    static boolean hasPrecision(String name) {
        for (String format : NUMBER_FORMATS) {
            if (name.contains(format)) {
                return true;
            }
        }
        return false;
    }

    static Pattern compile(String template, String run) {
        return Pattern.compile(
                PIECE.matcher(template).replaceAll(piece -> Matcher.quoteReplacement(expand(piece.group(1), run))));
    }

    private static String expand(String piece, String run) {
        if (piece.equals("run")) {
            return run;
        }
        String special = SPECIAL.get(piece);
        return special != null ? special : "(?<" + piece + ">" + GROUPS.getOrDefault(piece, WHOLE_NUMBER) + ")";
    }
}
