package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.BenchmarkResult;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass over one file: an object, or lists of objects, lists in lists, and whatever else a collector swept in. */
final class FileReading {

    private final JsonParser parser;
    private final ResultFileReader.Origin origin;
    private final Hints hints;
    private final Consumer<Reading> to;
    private final RecordParser records;
    private int index;

    FileReading(JsonParser parser, ResultFileReader.Origin origin, Consumer<Reading> to) {
        this.parser = parser;
        this.records = new RecordParser(parser);
        this.origin = origin;
        this.hints = Hints.of(origin);
        this.to = to;
    }

    void read() {
        if (parser.nextToken() == null) {
            reject("the file is empty");
            return;
        }
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else {
                element(token);
            }
            parser.nextToken();
        } while (depth > 0);
        if (parser.currentToken() != null) {
            reject("something follows the end of the JSON");
        }
    }

    private void element(JsonToken token) {
        to.accept(token == JsonToken.START_OBJECT ? object(index) : new Reading.NotAResult(index));
        index++;
    }

    private Reading object(int at) {
        Json.Obj object = records.object();
        if (records.tooLarge()) {
            return new Reading.Rejected(at, RejectReason.INVALID_FIELD, "the record holds more than any result does");
        }
        Optional<PublishedRecord> published = Recognition.of(new Fields(object), hints);
        if (published.isEmpty()) {
            return new Reading.NotAResult(at);
        }
        return records.hasUnstorableKey()
                ? new Reading.Rejected(at, RejectReason.INVALID_FIELD, "a key is too long or no text")
                : lift(at, object, published.get());
    }

    private Reading lift(int at, Json.Obj object, PublishedRecord published) {
        Optional<Fault> fault = published.fault(hints);
        if (fault.isPresent()) {
            return new Reading.Rejected(at, fault.get().reason(), fault.get().detail());
        }
        BenchmarkResult result = new Lifting(published, hints).lift();
        ArtifactName name = hints.name();
        return new Reading.Result(
                at,
                object.digest().toUuid(),
                name == null ? published.generation() : name.grammar(),
                name == null ? null : name.runner(),
                name == null ? null : name.runnerIndex(),
                result,
                artifact -> lifted(published, Hints.of(origin.in(artifact))));
    }

    private static Optional<BenchmarkResult> lifted(PublishedRecord published, Hints hints) {
        return published.fault(hints).isPresent()
                ? Optional.empty()
                : Optional.of(new Lifting(published, hints).lift());
    }

    private void reject(String detail) {
        to.accept(new Reading.Rejected(null, RejectReason.NOT_JSON, detail));
    }
}
