package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.ArtifactName;
import dev.inferencemax.extractor.format.Reading;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * What the aggregates of a run lack. The names of its single artifacts promise configurations; each promise needs a row of
 * its own that says all that the name says. Where a promise has none, all artifacts are needed whose promises the same
 * rows would fulfil: nobody can tell from outside which of them is the one that is not there.
 */
@Component
class Gaps {

    private static final Logger log = LoggerFactory.getLogger(Gaps.class);

    private final ArtifactRecords records;

    Gaps(ArtifactRecords records) {
        this.records = records;
    }

    /** A row that an artifact's name promises: of one of its concurrencies. */
    private record Promise(Artifact artifact, List<Reading.Result> rows) {}

    /** Ids of the single artifacts among these, all of one run, that must be fetched for their rows to be had. */
    Set<Long> needed(List<Artifact> ofRun) {
        Map<Integer, List<Reading.Result>> rows = rowsByConcurrency(ofRun);
        Set<Long> needed = new HashSet<>();
        List<Promise> promises = new ArrayList<>();
        for (Artifact artifact : ofRun) {
            if (ArtifactKind.of(artifact.name()) == ArtifactKind.SINGLE) {
                List<Promise> of = promises(artifact, rows);
                if (of.isEmpty()
                        || of.stream().anyMatch(promise -> promise.rows().isEmpty())) {
                    needed.add(artifact.id());
                }
                promises.addAll(of);
            }
        }
        needed.addAll(new Assignment(promises).contested());
        return needed;
    }

    /** None: the name does not say how many rows there are. */
    private static List<Promise> promises(Artifact artifact, Map<Integer, List<Reading.Result>> rows) {
        Optional<ArtifactName> name = ArtifactName.parse(artifact.name());
        return name.map(ArtifactName::concurrencies).orElse(List.of()).stream()
                .map(conc -> new Promise(
                        artifact,
                        rows.getOrDefault(conc, List.of()).stream()
                                .filter(row ->
                                        name.orElseThrow().promises(row.result().configuration()))
                                .filter(row -> row.saysAllThat(artifact.name()))
                                .toList()))
                .toList();
    }

    private Map<Integer, List<Reading.Result>> rowsByConcurrency(List<Artifact> ofRun) {
        Map<UUID, Reading.Result> rows = new LinkedHashMap<>();
        for (Artifact artifact : ofRun) {
            if (ArtifactKind.of(artifact.name()).isAggregate() && artifact.state() == ArtifactState.PARSED) {
                rows.putAll(rowsOf(artifact));
            }
        }
        Map<Integer, List<Reading.Result>> byConcurrency = new HashMap<>();
        rows.values()
                .forEach(row -> byConcurrency
                        .computeIfAbsent(row.result().configuration().conc(), conc -> new ArrayList<>())
                        .add(row));
        return byConcurrency;
    }

    private Map<UUID, Reading.Result> rowsOf(Artifact aggregate) {
        Map<UUID, Reading.Result> rows = new LinkedHashMap<>();
        try {
            records.read(aggregate, (file, reading) -> {
                if (reading instanceof Reading.Result result) {
                    rows.put(result.identity(), result);
                }
            });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + aggregate.file(), e);
        } catch (UnusableZip e) {
            log.warn("{} was readable and is no more: {}", aggregate.file(), e.getMessage());
            return Map.of();
        }
    }

    /** A row for each promise, as far as there are rows. */
    private static final class Assignment {

        private final List<Promise> promises;
        private final Map<UUID, Promise> holders = new HashMap<>();
        private final Set<UUID> tooFew = new HashSet<>();

        Assignment(List<Promise> promises) {
            this.promises = promises;
            for (Promise promise : promises) {
                Set<UUID> asked = new HashSet<>();
                if (!assign(promise, asked)) {
                    tooFew.addAll(asked);
                }
            }
        }

        /** By an augmenting path: a row that is taken is given up where its holder finds another. */
        private boolean assign(Promise promise, Set<UUID> asked) {
            for (Reading.Result row : promise.rows()) {
                if (asked.add(row.identity())) {
                    Promise holder = holders.get(row.identity());
                    if (holder == null || assign(holder, asked)) {
                        holders.put(row.identity(), promise);
                        return true;
                    }
                }
            }
            return false;
        }

        /** Artifacts whose promises the rows would fulfil of which there are too few. */
        Set<Long> contested() {
            Set<Long> contested = new HashSet<>();
            for (Promise promise : promises) {
                if (promise.rows().stream().anyMatch(row -> tooFew.contains(row.identity()))) {
                    contested.add(promise.artifact().id());
                }
            }
            return contested;
        }
    }
}
