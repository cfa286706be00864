package dev.inferencemax.extractor.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads one JSON file of an artifact, record by record, so that memory does not grow with the file. Stateless, safe
 * for many threads.
 */
public final class ResultFileReader {

    /**
     * Raised whenever this package understands more than before: what was rejected is then looked at again. 2: accuracy, job
     * counts and changelogs. 3: lengths of accuracy rows that state them in a name only.
     */
    public static final int VERSION = 3;

    private static final int DEEPEST = 100;
    private static final int LONGEST_STRING = 20_000_000;
    private static final int LONGEST_NUMBER = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // the same few names a million times, each looked up by name
            .enable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    /**
     * What is known around a file. The artifact's name is a hint: what the JSON states wins.
     *
     * @param workflow file name of the run's workflow, {@code run-sweep.yml}; null: not known
     * @param file name of the file in the artifact; folders do not matter
     */
    public record Origin(String artifactName, @Nullable String workflow, String file) {

        /** The file of a single artifact of the same run, as far as the artifact's name tells it. */
        Origin in(String artifact) {
            return new Origin(artifact, workflow, "");
        }
    }

    /**
     * Reads a file to its end or to the first fault.
     *
     * @param json the file's bytes; not closed
     * @throws IOException only when the stream itself fails; bad JSON is a reading
     */
    public void read(Origin origin, InputStream json, Consumer<Reading> to) throws IOException {
        WatchedStream watched = new WatchedStream(json);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), watched)) {
            new FileReading(parser, origin, to).read();
        } catch (JacksonException e) {
            watched.throwFailure();
            to.accept(new Reading.Rejected(
                    null, RejectReason.NOT_JSON, Fault.printable(where(e) + e.getOriginalMessage())));
        }
    }

    private static String where(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    }
}
