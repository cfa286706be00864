package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which artifacts of a run are to be downloaded: the one place that decides it. */
@Component
class DownloadPlan {

    private final DownloadMode mode;

    DownloadPlan(Selection selection) {
        this.mode = selection.download();
    }

    /** Names the rules of this plan: what another plan left out is looked at again. */
    String name() {
        return mode + "/" + ResultFileReader.VERSION;
    }

    /** Ids of the wanted among all artifacts of a run. */
    Set<Long> wanted(List<Artifact> ofRun) {
        boolean evalsInOne = ofRun.stream()
                .anyMatch(artifact -> kind(artifact) == ArtifactKind.EVAL_AGGREGATE && isThereOrComes(artifact));
        Set<Long> wanted = new HashSet<>();
        for (Artifact artifact : ofRun) {
            if (wanted(kind(artifact), evalsInOne)) {
                wanted.add(artifact.id());
            }
        }
        return wanted;
    }

    /**
     * Whether a wanted artifact can wait for the aggregates of its run, which may hold its row as well.
     *
     * @param ofRun all artifacts of the run
     */
    boolean putsOff(Artifact artifact, List<Artifact> ofRun) {
        return mode == DownloadMode.AUTO
                && kind(artifact) == ArtifactKind.SINGLE
                && ofRun.stream().anyMatch(other -> kind(other).isAggregate() && isThereOrComes(other));
    }

    /** Whether an aggregate of the run is still to come. */
    boolean isWaiting(List<Artifact> ofRun) {
        return ofRun.stream()
                .anyMatch(artifact -> kind(artifact).isAggregate()
                        && (artifact.state() == ArtifactState.WANTED || artifact.state() == ArtifactState.DOWNLOADED));
    }

    private static boolean isThereOrComes(Artifact aggregate) {
        return switch (aggregate.state()) {
            case LISTED, WANTED, NOT_NEEDED -> !aggregate.expired();
            case DOWNLOADED, PARSED -> true;
            case EXPIRED, LOST, REJECTED -> false;
        };
    }

    private boolean wanted(ArtifactKind kind, boolean evalsInOne) {
        return switch (kind.use()) {
            case RESULT -> kind.isAggregate() || mode != DownloadMode.AGGREGATED;
            case SIDE -> true;
            case NONE -> kind == ArtifactKind.EVAL && !evalsInOne;
        };
    }

    private static ArtifactKind kind(Artifact artifact) {
        return ArtifactKind.of(artifact.name());
    }
}
