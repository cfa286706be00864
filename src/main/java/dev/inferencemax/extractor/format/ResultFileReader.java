package dev.inferencemax.extractor.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one JSON file of an artifact, record by record. Stateless, safe for many threads. */
public final class ResultFileReader {

    /** Raised whenever this package understands more than before: what was rejected is then looked at again. */
    public static final int VERSION = 1;

    /** What is known around a file. The artifact's name is a hint: what the JSON states wins. */
    public record Origin(String artifactName, @Nullable String workflow, String file) {}

    /**
     * Reads a file to its end or to the first fault.
     *
     * @param json the file's bytes; not closed
     * @throws IOException only when the stream itself fails; bad JSON is a reading
     */
    public void read(Origin origin, InputStream json, Consumer<Reading> to) throws IOException {
        to.accept(new Reading.NotAResult(json.read()));
    }
}
