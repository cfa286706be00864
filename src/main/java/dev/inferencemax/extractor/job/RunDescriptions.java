package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.SavedListings;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.source.ArchiveTree;
import dev.inferencemax.extractor.source.FoundRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies beside artifacts and tells of their run: a listing of runs for the whole tree, descriptions run by run. */
final class RunDescriptions {

    private static final Logger log = LoggerFactory.getLogger(RunDescriptions.class);

    /** A listing of many thousand runs is some hundred megabytes; of one run's artifacts a few. What is cut is no JSON. */
    private static final int LONGEST_LISTING = 512 << 20;

    private static final int LONGEST_DESCRIPTION = 32 << 20;

    private final Map<Long, WorkflowRun> listed;

    private RunDescriptions(Map<Long, WorkflowRun> listed) {
        this.listed = listed;
    }

    static RunDescriptions none() {
        return new RunDescriptions(Map.of());
    }

    static RunDescriptions beside(ArchiveTree tree) {
        Map<Long, WorkflowRun> runs = new HashMap<>();
        tree.runListing()
                .map(path -> LooseFile.at(path.toString(), path))
                .flatMap(file -> text(file, LONGEST_LISTING))
                .ifPresent(json -> SavedListings.runs(json).forEach(run -> runs.put(run.id(), run)));
        return new RunDescriptions(runs);
    }

    /** The run as GitHub once served it; its own description is newer than a listing of many. */
    Optional<WorkflowRun> run(FoundRun found) {
        return description(found, RunIntake.RUN_JSON)
                .flatMap(SavedListings::run)
                .filter(run -> run.id() == found.id())
                .or(() -> Optional.ofNullable(listed.get(found.id())));
    }

    static Optional<ArtifactListing> artifacts(FoundRun found) {
        return description(found, RunIntake.ARTIFACTS_JSON).flatMap(SavedListings::artifacts);
    }

    static boolean askedFor(FoundRun found) {
        return found.descriptions().containsKey(RunIntake.ASKED_FOR);
    }

    private static Optional<String> description(FoundRun found, String name) {
        return Optional.ofNullable(found.descriptions().get(name)).flatMap(file -> text(file, LONGEST_DESCRIPTION));
    }

    /** None where it lies in a zip that breaks there: a run is not worth less for it than one that nobody describes. */
    private static Optional<String> text(LooseFile file, int longest) {
        try (InputStream content = file.content().open()) {
            return Optional.of(new String(content.readNBytes(longest), StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (e.getCause() instanceof UnusableZip) {
                log.warn("{} is of no use: {}", file.entryName(), e.getMessage());
                return Optional.empty();
            }
            throw new UncheckedIOException("cannot read %s: %s".formatted(file.entryName(), e.getMessage()), e);
        }
    }
}
