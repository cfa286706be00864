package dev.inferencemax.extractor.archive;

import java.util.List;

/**
 * What the archive holds of one run.
 *
 * @param files their names in the run's folder, sorted: complete artifacts as zips, and what describes them
 */
public record ArchivedRun(long runId, List<String> files) {

    /** A file of it, relative to the archive. */
    public String path(String name) {
        return ArchiveNames.folder(runId) + "/" + name;
    }
}
