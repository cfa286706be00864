package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Framework;
import dev.inferencemax.extractor.benchmark.Gpu;
import dev.inferencemax.extractor.benchmark.Parallelism;
import dev.inferencemax.extractor.benchmark.Precision;
import dev.inferencemax.extractor.benchmark.Role;
import dev.inferencemax.extractor.benchmark.ServingConfiguration;
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
     * Whether a row may be what the artifact of this name holds: nothing that both state differs. Older multinode rows
     * state no tensor parallel, and hand-named machines no GPU: what one of them leaves open is not compared.
     */
    public boolean promises(ServingConfiguration row) {
        Experiment said = experiment();
        return agrees(said.model(), row.model())
                && agrees(said.isl(), row.isl())
                && agrees(said.osl(), row.osl())
                && agrees(Precision.canonical(precision), Precision.canonical(row.precision()))
                && agrees(framework == null ? null : Framework.canonical(framework), row.framework())
                && agrees(specDecoding != null ? specDecoding : said.specDecoding(), row.specDecoding())
                && agrees(parallelism, row.parallelism())
                && agrees(prefill.parallelism(), row.prefill().parallelism())
                && agrees(decode.parallelism(), row.decode().parallelism())
                && agrees(Gpu.isKnown(Gpu.of(runner)) ? Gpu.of(runner) : null, row.gpu())
                && (concurrencies.isEmpty() || concurrencies.contains(row.conc()));
    }

    private static boolean agrees(Parallelism said, Parallelism stated) {
        return agrees(said.tp(), stated.tp())
                && agrees(said.ep(), stated.ep())
                && agrees(said.dpAttention(), stated.dpAttention());
    }

    private static boolean agrees(@Nullable Object said, @Nullable Object stated) {
        return said == null || stated == null || said.equals(stated);
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
