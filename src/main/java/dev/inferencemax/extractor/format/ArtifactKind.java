package dev.inferencemax.extractor.format;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What an artifact holds, told by its name alone (atlas, sections 2 and 6–10). Rows are tried in order; the first that
 * fits is the kind.
 */
public enum ArtifactKind {
    /** Plots. */
    GRAPHS(Use.NONE, "(?:graphs_|Graphs - |Graph - |Throughput vs\\. |tput_vs_).*"),
    /** Rows of many single artifacts of the run. */
    AGGREGATE(Use.RESULT, "(?:results_|Results - ).*"),
    RUN_STATS(Use.SIDE, "run-stats"),
    CHANGELOG(Use.SIDE, "changelog-metadata"),
    EVAL_AGGREGATE(Use.SIDE, "eval_results_.*|agg_eval_.*"),
    /** Logs and telemetry. */
    LOGS(Use.NONE, "(?:eval_|multinode_)?server_logs_.*|(?:eval_)?gpu_metrics_.*"),
    /** Accuracy of one configuration; of use only where the run has no {@link #EVAL_AGGREGATE}. */
    EVAL(Use.NONE, "eval_.*"),
    /** Evidence for the power metrics of a row. Its copy of the row is in the single artifact as well. */
    POWER_AUDIT(Use.NONE, "power_audit_.*"),
    /** Raw trees of agentic runs: JSON, but no rows. */
    AGENTIC_TREE(Use.NONE, "agentic_.*"),
    /** Artifacts of another run, copied whole; measured there. */
    REUSED(Use.SIDE, "reused-ingest-artifacts"),
    /** Traces, and what other projects in the repository publish. */
    FOREIGN(
            Use.NONE,
            "(?:profile_|moe_debug_|cxs|speedbench|multiturn_|server_timing_|launch_timing_|startup_metrics_|gpu_power_"
                    + "|power_graphs_|isb1_|replay_|kv_metrics_|checkpoint_agentic_|preempted-runs).*"),
    /** One benchmark job: one row, on multinode several. A {@code bmk_} name is one whether a grammar reads it or not. */
    SINGLE(Use.RESULT, "bmk_.*") {
        @Override
        boolean fits(String artifactName) {
            return super.fits(artifactName) || ArtifactName.parse(artifactName).isPresent();
        }
    },
    /** A bare file of an aggregate, {@code agg_bmk}, as older download folders keep it. */
    AGGREGATE_FILE(Use.RESULT, "agg_.*"),
    OTHER(Use.NONE, ".*");

    /** What the extractor wants of a kind. */
    public enum Use {
        /** Carries performance rows: fetched, and a loss when no source has it. */
        RESULT,
        /** Side information: fetched, never a loss. */
        SIDE,
        /** Never fetched. */
        NONE
    }

    private final Use use;
    private final Pattern names;

    ArtifactKind(Use use, String names) {
        this.use = use;
        this.names = Pattern.compile(names, Pattern.DOTALL);
    }

    boolean fits(String artifactName) {
        return names.matcher(artifactName).matches();
    }

    public Use use() {
        return use;
    }

    /** Whether rows of many jobs lie in one file, so that the artifact's name says nothing of a single one. */
    public boolean isAggregate() {
        return this == AGGREGATE || this == AGGREGATE_FILE;
    }

    /** {@link #of} is an aggregate: asked for each file, and told without a look at the grammars. */
    static boolean isAggregate(String artifactName) {
        return (AGGREGATE.fits(artifactName) || AGGREGATE_FILE.fits(artifactName))
                && of(artifactName).isAggregate();
    }

    public static ArtifactKind of(String artifactName) {
        return Arrays.stream(values())
                .filter(kind -> kind.fits(artifactName))
                .findFirst()
                .orElse(OTHER);
    }
}
