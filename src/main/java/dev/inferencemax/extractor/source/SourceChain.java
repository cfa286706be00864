package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.github.NoAnswer;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.source.FetchOutcome.Fetched;
import dev.inferencemax.extractor.source.FetchOutcome.Mismatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks one source after the other until one has the artifact. */
public class SourceChain {

    private final List<ArtifactSource> sources;

    SourceChain(List<ArtifactSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Names of the sources, in the order in which they are asked. */
    public Set<String> names() {
        return sources.stream().map(ArtifactSource::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public Fetch fetch(Artifact artifact) {
        List<String> tried = new ArrayList<>();
        @Nullable String damage = null;
        Fetch.@Nullable Later later = null;
        for (ArtifactSource source : sources) {
            FetchOutcome outcome;
            try {
                outcome = source.fetch(artifact);
            } catch (NoAnswer none) {
                if (later == null) {
                    later = new Fetch.Later(artifact, source.name(), none); // another may have it all the same
                }
                continue;
            }
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
        if (later != null) {
            return later;
        }
        String names = String.join(",", tried);
        return damage == null ? new Fetch.Nowhere(artifact, names) : new Fetch.Damaged(artifact, names, damage);
    }
}
