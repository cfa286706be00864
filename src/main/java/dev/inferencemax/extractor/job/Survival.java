package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.benchmark.ServingConfiguration;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.ArtifactName;
import dev.inferencemax.extractor.format.Reading;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ResultLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What of a run's expired artifacts survives. A single artifact does when an aggregate of its run holds rows that no other
 * artifact accounts for and that are what its name promises. An aggregate is missed only where it was all there was.
 */
@Component
class Survival {

    private static final Logger log = LoggerFactory.getLogger(Survival.class);

    private final ArtifactLedger artifacts;
    private final ResultLedger results;
    private final ArtifactRecords records;

    Survival(ArtifactLedger artifacts, ResultLedger results, ArtifactRecords records) {
        this.artifacts = artifacts;
        this.results = results;
        this.records = records;
    }

    void settle(long runId) {
        List<Artifact> ofRun = artifacts.ofRun(runId);
        List<Artifact> expired = ofRun.stream()
                .filter(artifact -> artifact.state() == ArtifactState.EXPIRED)
                .toList();
        boolean singlesCount = ofRun.stream().anyMatch(Survival::isSingleThatWasAskedFor);
        Map<UUID, ServingConfiguration> spare =
                expired.stream().anyMatch(artifact -> kind(artifact) == ArtifactKind.SINGLE)
                        ? rowsOnlyInAggregates(runId, ofRun)
                        : Map.of();
        ofRun.stream()
                .filter(artifact -> artifact.state() == ArtifactState.NOT_NEEDED)
                .filter(artifact -> kind(artifact) == ArtifactKind.SINGLE)
                .forEach(artifact -> takeWhatItPromises(artifact, spare)); // it was left out because of that row
        for (Artifact artifact : expired) {
            boolean lost = switch (kind(artifact)) {
                case SINGLE -> !takeWhatItPromises(artifact, spare);
                case AGGREGATE, AGGREGATE_FILE -> !singlesCount;
                default -> false; // side information is never a loss
            };
            artifacts.move(artifact, lost ? ArtifactState.LOST : ArtifactState.NOT_NEEDED);
            if (lost) {
                log.warn("artifact {} of run {} is lost: {}", artifact.id(), runId, artifact.name());
            }
        }
    }

    /** Single artifacts speak for themselves, had or lost; but not those that a plan left out and that expired since. */
    private static boolean isSingleThatWasAskedFor(Artifact artifact) {
        return kind(artifact) == ArtifactKind.SINGLE
                && !(artifact.state() == ArtifactState.NOT_NEEDED && artifact.expired());
    }

    private Map<UUID, ServingConfiguration> rowsOnlyInAggregates(long runId, List<Artifact> ofRun) {
        Map<UUID, ServingConfiguration> rows = new LinkedHashMap<>();
        for (Artifact artifact : ofRun) {
            if (kind(artifact).isAggregate() && artifact.state() == ArtifactState.PARSED) {
                try {
                    Map<UUID, ServingConfiguration> of = new LinkedHashMap<>();
                    records.read(artifact, (file, reading) -> {
                        if (reading instanceof Reading.Result result) {
                            of.put(result.identity(), result.result().configuration());
                        }
                    });
                    rows.putAll(of);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read " + artifact.file(), e);
                } catch (UnusableZip e) {
                    log.warn("{} was readable and is no more: {}", artifact.file(), e.getMessage());
                }
            }
        }
        Set<UUID> inSingles = results.identitiesInSingles(runId);
        rows.keySet().removeAll(inSingles);
        return rows;
    }

    /** Takes the rows out, so that two artifacts of one configuration do not both survive in one row. */
    private static boolean takeWhatItPromises(Artifact artifact, Map<UUID, ServingConfiguration> spare) {
        Optional<ArtifactName> name = ArtifactName.parse(artifact.name());
        if (name.isEmpty()) {
            return false;
        }
        List<ServingConfiguration> taken = new ArrayList<>();
        int promised = Math.max(1, name.get().concurrencies().size());
        boolean several = name.get().concurrencies().isEmpty();
        for (Iterator<ServingConfiguration> rows = spare.values().iterator();
                rows.hasNext() && (several || taken.size() < promised); ) {
            ServingConfiguration row = rows.next();
            if (name.get().promises(row)) {
                taken.add(row);
                rows.remove();
            }
        }
        return taken.size() >= promised;
    }

    private static ArtifactKind kind(Artifact artifact) {
        return ArtifactKind.of(artifact.name());
    }
}
