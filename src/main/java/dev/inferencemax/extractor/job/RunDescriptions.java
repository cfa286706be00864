package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.ArtifactListing;
import dev.inferencemax.extractor.github.SavedListings;
import dev.inferencemax.extractor.github.WorkflowRun;
import dev.inferencemax.extractor.source.ArchiveTree;
import dev.inferencemax.extractor.source.FoundRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What lies beside artifacts and tells of their run: a listing of runs for the whole tree, descriptions run by run. */
final class RunDescriptions {

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
                .map(RunDescriptions::text)
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
        return Optional.ofNullable(found.descriptions().get(name)).map(RunDescriptions::text);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
