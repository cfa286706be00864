package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.SideJson.number;
import static dev.inferencemax.extractor.format.SideJson.text;

import dev.inferencemax.extractor.benchmark.Accuracy;
import dev.inferencemax.extractor.benchmark.Accuracy.Score;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Accuracy of all configurations of a run, as {@code agg_eval_all.json} lists it (atlas, section 8). */
public final class EvalAggregate {

    private EvalAggregate() {}

    /**
     * Reads the file; what in it is no result of a task is left out.
     *
     * @throws IOException only when the stream itself fails
     */
    public static List<Accuracy> read(InputStream json) throws IOException {
        JsonNode rows = SideJson.read(json);
        return !rows.isArray()
                ? List.of()
                : rows.valueStream()
                        .filter(row -> row.isObject() && row.has("task"))
                        .map(row -> new Accuracy(new EvalFields(row).served(null), score(row)))
                        .toList();
    }

    private static Score score(JsonNode row) {
        return new Score(
                text(row.path("task")),
                text(row.path("score_name")),
                number(row.path("score")),
                number(row.path("score_se")),
                number(row.path("em_strict")),
                number(row.path("em_strict_se")),
                number(row.path("em_flexible")),
                number(row.path("em_flexible_se")),
                SideJson.whole(row.path("n_eff")),
                text(row.path("source")));
    }
}
