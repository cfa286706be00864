package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.ArchivedRun;
import dev.inferencemax.extractor.archive.LooseFile;
import dev.inferencemax.extractor.archive.RawArchive;
import java.io.ByteArrayInputStream;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;

/** The runs of our own archive where it is in no folder: every zip is an artifact as GitHub served it. */
public final class ArchivedRuns {

    private ArchivedRuns() {}

    /** The runs, one after the other; what a run has is asked for when the stream comes to it. */
    public static Stream<FoundRun> of(RawArchive archive) {
        return archive.runs().map(run -> contents(archive, run).of(run.runId()));
    }

    private static RunContents contents(RawArchive archive, ArchivedRun run) {
        RunContents contents = new RunContents();
        for (String name : run.files()) {
            String file = run.path(name);
            String where = archive.place() + "/" + file;
            if (RunContents.isDescription(name)) {
                contents.description(name, content(archive, name, file));
            } else if (RunName.isZip(name)) {
                contents.zip(name, new FoundRun.Archived(file), where);
            } else if (RunContents.isJson(name)) {
                contents.bare(name, content(archive, name, file), where);
            }
        }
        return contents;
    }

    private static LooseFile content(RawArchive archive, String name, String file) {
        return new LooseFile(
                name,
                () -> new ByteArrayInputStream(archive.content(file)
                        .orElseThrow(() -> new NoSuchFileException(archive.place() + "/" + file))));
    }
}
