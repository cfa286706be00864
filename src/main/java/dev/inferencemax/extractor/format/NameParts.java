package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The groups of a name that a grammar has read, as values. Which groups there are depends on the grammar. */
final class NameParts {

    private final Matcher match;
    private final Set<String> groups;

    NameParts(Matcher match, Set<String> groups) {
        this.match = match;
        this.groups = groups;
    }

    ArtifactName of(NameGrammar grammar) {
        String exp = Objects.requireNonNull(text("exp"));
        return new ArtifactName(
                grammar.name(),
                text("agentic") != null,
                exp,
                text("prec"),
                text("fw"),
                new Parallelism(number("tp"), number("pp"), number("dcp"), number("pcp"), number("ep"), bool("dpa")),
                role("p"),
                role("d"),
                bool("disagg"),
                specDecoding(exp),
                concurrencies(),
                Objects.requireNonNull(text("runner")),
                number("idx"),
                text("recipe"));
    }

    private Role role(String side) {
        Parallelism parallelism = new Parallelism(
                number(side + "tp"),
                number(side + "pp"),
                number(side + "dcp"),
                number(side + "pcp"),
                number(side + "ep"),
                bool(side + "dp"));
        return new Role(parallelism, number(side + "nw"), null, null);
    }

    /** Before 2025-12-05 speculation was {@code mtp} on or off (atlas, section 4). */
    private @Nullable String specDecoding(String exp) {
        String mtp = text("mtp");
        if (mtp != null) {
            return mtp.equals("on") ? "mtp" : "none";
        }
        String spec = text("spec");
        return spec == null ? Experiment.specDecodingOf(exp) : spec;
    }

    private List<Integer> concurrencies() {
        String list = text("concs");
        String concs = list == null ? text("conc") : list;
        return concs == null
                ? List.of()
                : Arrays.stream(concs.split("x", -1))
                        .map(WholeNumber::of)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private @Nullable String text(String group) {
        String text = groups.contains(group) ? match.group(group) : null;
        return text == null || text.isEmpty() ? null : text;
    }

    private @Nullable Integer number(String group) {
        String digits = text(group);
        return digits == null ? null : WholeNumber.of(digits);
    }

    private @Nullable Boolean bool(String group) {
        String text = text(group);
        return text == null ? null : Boolean.valueOf(text);
    }
}
