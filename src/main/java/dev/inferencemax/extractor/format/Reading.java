package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.BenchmarkResult;
import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one record of a file turned out to be. */
public sealed interface Reading {

    /** 0-based place of the record in its file, nested lists counted through; null: the file as a whole. */
    @Nullable Integer index();

    /**
     * A measurement.
     *
     * @param identity of the published JSON: same keys and values, whatever their order, give the same identity
     * @param format grammar of the name where one read it, else the generation told by the keys (atlas, sections 2–5)
     * @param runner machine that ran it, from the artifact's name; null: the name does not say
     * @param inArtifact the same record read in a single artifact of the given name; empty: it would be rejected there.
     *     Holds on to the record
     */
    record Result(
            Integer index,
            UUID identity,
            String format,
            @Nullable String runner,
            @Nullable Integer runnerIndex,
            BenchmarkResult result,
            Function<String, Optional<BenchmarkResult>> inArtifact)
            implements Reading {

        /** Whether the record says by itself whatever the name of its single artifact would add to it. */
        public boolean saysAllThat(String artifactName) {
            return inArtifact
                    .apply(artifactName)
                    .filter(there -> ResultColumn.all().stream()
                            .allMatch(column -> column.cell(there).equals(column.cell(result))))
                    .isPresent();
        }
    }

    /** Meant as a result, but of no use. */
    record Rejected(@Nullable Integer index, RejectReason reason, String detail) implements Reading {}

    /** Something else that lies beside results: run statistics, evals, an empty object. */
    record NotAResult(Integer index) implements Reading {}
}
