package dev.inferencemax.extractor.format;

import static dev.inferencemax.extractor.format.SideJson.number;

import dev.inferencemax.extractor.benchmark.Accuracy;
import dev.inferencemax.extractor.benchmark.Accuracy.Score;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Accuracy as a single {@code eval_*} artifact holds it: {@code meta_env.json} and the harness's results. */
public final class EvalRun {

    private static final Pattern CONCURRENCY = Pattern.compile("_conc([0-9]{1,9})\\.json$");
    private static final String STRICT = "exact_match,strict-match";
    private static final String FLEXIBLE = "exact_match,flexible-extract";

    private JsonNode environment = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> results = new TreeMap<>();

    /**
     * Takes in a file of the artifact; one of no use is passed over unread.
     *
     * @param base name of the file
     * @throws IOException only when the stream itself fails
     */
    public void add(String base, InputStream json) throws IOException {
        if (base.equals("meta_env.json")) {
            environment = SideJson.read(json);
        } else if (base.startsWith("results") && base.endsWith(".json")) {
            results.put(base, SideJson.read(json).path("results"));
        }
    }

    /** The results of every task; the order of the files does not matter. */
    public List<Accuracy> accuracies() {
        List<Accuracy> accuracies = new ArrayList<>();
        results.forEach((file, tasks) -> tasks.properties().forEach(task -> {
            if (task.getValue().isObject()) {
                accuracies.add(new Accuracy(
                        new EvalFields(environment).served(concurrency(file)),
                        score(task.getKey(), task.getValue(), file)));
            }
        }));
        return accuracies;
    }

    private static @Nullable Integer concurrency(String file) {
        Matcher stated = CONCURRENCY.matcher(file);
        return stated.find() ? Integer.valueOf(stated.group(1)) : null;
    }

    /** The first metric that is no deviation is the score. */
    private static Score score(String task, JsonNode metrics, String file) {
        String first = metrics.propertyStream()
                .filter(metric -> number(metric.getValue()) != null)
                .map(Map.Entry::getKey)
                .filter(name -> !name.contains("_stderr"))
                .findFirst()
                .orElse("");
        return new Score(
                SideJson.storable(task),
                first.isEmpty() ? null : SideJson.storable(first),
                number(metrics.path(first)),
                number(metrics.path(deviation(first))),
                number(metrics.path(STRICT)),
                number(metrics.path(deviation(STRICT))),
                number(metrics.path(FLEXIBLE)),
                number(metrics.path(deviation(FLEXIBLE))),
                null,
                SideJson.storable(file));
    }

    private static String deviation(String metric) {
        int comma = metric.indexOf(',');
        return comma < 0 ? metric + "_stderr" : metric.substring(0, comma) + "_stderr" + metric.substring(comma);
    }
}
