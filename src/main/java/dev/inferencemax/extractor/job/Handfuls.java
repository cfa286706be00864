package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.ledger.Artifact;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts by the handful, in their order: several single ones, which hold a row or a few, or one of those that may hold
 * thousands. So a chunk of them is neither much work for a transaction nor hardly any.
 */
final class Handfuls implements Iterator<List<Artifact>> {

    private static final int SINGLES = 50;

    private final Iterator<Artifact> artifacts;
    private @Nullable Artifact next;

    Handfuls(Iterator<Artifact> artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public boolean hasNext() {
        return next != null || artifacts.hasNext();
    }

    @Override
    public List<Artifact> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Artifact first = next == null ? artifacts.next() : next;
        next = null;
        if (!isSingle(first)) {
            return List.of(first);
        }
        List<Artifact> handful = new ArrayList<>(SINGLES);
        handful.add(first);
        while (handful.size() < SINGLES && artifacts.hasNext()) {
            Artifact artifact = artifacts.next();
            if (!isSingle(artifact)) {
                next = artifact;
                break;
            }
            handful.add(artifact);
        }
        return handful;
    }

    private static boolean isSingle(Artifact artifact) {
        return ArtifactKind.of(artifact.name()) == ArtifactKind.SINGLE;
    }
}
