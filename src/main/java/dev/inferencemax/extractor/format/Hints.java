package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the surroundings of a file say about its records: artifact name, file name, workflow. Only for what the records
 * leave open.
 *
 * @param name null: an aggregate, or no grammar reads it
 * @param experiment of the artifact's name, as far as it is to be trusted
 * @param workflowLength input and output tokens that every job of the workflow had; null: it says nothing
 * @param doubt flag on every record of the file; null: none
 */
record Hints(
        boolean aggregate,
        @Nullable ArtifactName name,
        Experiment experiment,
        FileTail tail,
        @Nullable Integer workflowLength,
        @Nullable Flag doubt) {

    /** Tests of machines ran one length, which their names leave out (atlas, quirk 5). */
    private static final Set<String> RUNNER_TESTS =
            Set.of("runner-test.yml", "runner-sweep-test.yml", "runner-model-sweep-test.yml");

    private static final int LENGTH_OF_RUNNER_TESTS = 1024;

    /** For hours, and in rebased copies for days, this one gave every model and length one exp (atlas, quirk 3). */
    private static final String MISNAMING_WORKFLOW = "test.yml";

    static Hints of(ResultFileReader.Origin origin) {
        String workflow =
                baseName(Optional.ofNullable(origin.workflow()).orElse("")).toLowerCase(Locale.ROOT);
        Integer workflowLength = RUNNER_TESTS.contains(workflow) ? LENGTH_OF_RUNNER_TESTS : null;
        boolean misnamed = workflow.equals(MISNAMING_WORKFLOW);
        if (ArtifactKind.isAggregate(origin.artifactName())) {
            Experiment experiment = Experiment.of(experimentOfAggregate(origin.artifactName()));
            return of(true, null, experiment, FileTail.NONE, workflowLength, misnamed);
        }
        Optional<ArtifactName> name = nameOf(origin);
        if (name.isEmpty() && origin.artifactName().startsWith("bmk_")) {
            return new Hints(false, null, Experiment.UNKNOWN, FileTail.NONE, workflowLength, Flag.NAME_UNPARSED);
        }
        return of(
                false,
                name.orElse(null),
                name.map(ArtifactName::experiment).orElse(Experiment.UNKNOWN),
                FileTail.of(baseName(origin.file())),
                workflowLength,
                misnamed);
    }

    /** A part of the artifact's name; null: it does not say, or no grammar reads it. */
    <T> @Nullable T named(Function<ArtifactName, @Nullable T> part) {
        return name == null ? null : part.apply(name);
    }

    private static Hints of(
            boolean aggregate,
            @Nullable ArtifactName name,
            Experiment experiment,
            FileTail tail,
            @Nullable Integer workflowLength,
            boolean misnamed) {
        boolean doubtful = misnamed && !experiment.equals(Experiment.UNKNOWN) && !experiment.spelledOut();
        return new Hints(
                aggregate,
                name,
                doubtful ? Experiment.UNKNOWN : experiment,
                tail,
                workflowLength,
                doubtful ? Flag.EXP_UNTRUSTED : null);
    }

    /** A file is named after its artifact: all there is where files were kept without their artifacts. */
    private static Optional<ArtifactName> nameOf(ResultFileReader.Origin origin) {
        return ArtifactName.parse(origin.artifactName()).or(() -> {
            String stem = baseName(origin.file()).replaceFirst("(?:\\.json)+$", "");
            return origin.artifactName().startsWith("bmk_") || stem.contains("_gpus")
                    ? Optional.empty()
                    : ArtifactName.parse(stem.startsWith("agg_") ? stem : "agg_" + stem);
        });
    }

    private static String experimentOfAggregate(String artifactName) {
        return artifactName.replaceFirst("^(?:results_|Results - |agg_)", "");
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
