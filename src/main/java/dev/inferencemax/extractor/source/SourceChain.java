package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.source.FetchOutcome.Fetched;
import dev.inferencemax.extractor.source.FetchOutcome.Mismatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one source after the other until one has the artifact. */
public class SourceChain {

    private final List<ArtifactSource> sources;

    SourceChain(List<ArtifactSource> sources) {
        this.sources = List.copyOf(sources);
    }

    public Fetch fetch(Artifact artifact) {
        List<String> tried = new ArrayList<>();
        @Nullable String damage = null;
        for (ArtifactSource source : sources) {
            FetchOutcome outcome = source.fetch(artifact);
            if (outcome instanceof Fetched) {
                return new Fetch.Had(artifact, source.name());
            }
            if (outcome instanceof Mismatch mismatch) {
                damage = mismatch.detail();
            }
            if (!tried.contains(source.name())) {
                tried.add(source.name());
            }
        }
        String names = String.join(",", tried);
        return damage == null ? new Fetch.Nowhere(artifact, names) : new Fetch.Damaged(artifact, names, damage);
    }
}
