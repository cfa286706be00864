package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The name of a single artifact, taken apart. A hint only: what the JSON states wins. Null: the name does not say.
 *
 * @param grammar id in the atlas, {@code N7}
 * @param agentic whether the name says that a trace was replayed
 * @param exp what was run, {@code dsr1_1k1k}; {@link #experiment()} takes it apart
 * @param parallelism of a single node; {@link Parallelism#UNKNOWN} on multinode
 * @param specDecoding {@code none}, {@code mtp}, …
 * @param concurrencies one on a single node; those of all files of a multinode artifact; empty: the name lists none
 * @param runner machine that ran it, {@code b200-dgxc}
 * @param recipe first digits of the recipe's fingerprint
 */
public record ArtifactName(
        String grammar,
        boolean agentic,
        String exp,
        @Nullable String precision,
        @Nullable String framework,
        Parallelism parallelism,
        Role prefill,
        Role decode,
        @Nullable Boolean disagg,
        @Nullable String specDecoding,
        List<Integer> concurrencies,
        String runner,
        @Nullable Integer runnerIndex,
        @Nullable String recipe) {

    /** GitHub allows far less; what is longer is nobody's name, and costs no time. */
    private static final int LONGEST = 1_000;

    public ArtifactName {
        concurrencies = List.copyOf(concurrencies);
    }

    /** What {@link #exp()} says of model and lengths. */
    public Experiment experiment() {
        return Experiment.of(exp);
    }

    /**
     * Takes a name apart.
     *
     * @param name of an artifact, or the base name of its file without {@code .json}
     * @return empty: no grammar reads it
     */
    public static Optional<ArtifactName> parse(String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        if (!name.startsWith("agg_")) {
            return read(name).or(() -> readHandNamed(name));
        }
        // a file is named after its artifact, but without the prefix that some grammars begin with
        String bare = name.substring("agg_".length());
        String prefixed = "bmk_" + bare;
        return read(bare)
                .or(() -> read(prefixed))
                .or(() -> readHandNamed(prefixed))
                .or(() -> readHandNamed(bare));
    }

    private static Optional<ArtifactName> read(String name) {
        return first(grammar -> grammar.read(name));
    }

    private static Optional<ArtifactName> readHandNamed(String name) {
        return first(grammar -> grammar.readHandNamed(name));
    }

    private static Optional<ArtifactName> first(Function<NameGrammar, Optional<ArtifactName>> read) {
        return Arrays.stream(NameGrammar.values())
                .map(read)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
