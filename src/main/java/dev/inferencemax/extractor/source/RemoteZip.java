package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.Stored;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The zip of an artifact on the other side of a network. */
public interface RemoteZip {

    /**
     * Brings its bytes straight into the archive, verified by what its keeper states of them and by what GitHub did.
     *
     * @param size as GitHub stated it; null: not known
     * @param digest as GitHub stated it; null: not known
     * @throws dev.inferencemax.extractor.github.NotNow if it cannot be had this time
     */
    Stored copyTo(Incoming incoming, @Nullable Long size, @Nullable String digest);

    /** Whether a file holds its very bytes, so that they need not come again. */
    boolean isThere(Path file);
}
