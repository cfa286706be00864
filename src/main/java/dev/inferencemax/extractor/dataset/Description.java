package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import dev.inferencemax.extractor.dataset.DatasetSummary.Figures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dataset as it was written.
 *
 * @param from the program and the options that made it
 * @param files their names, the most wanted first
 * @param present what lay in its folder when it was done
 */
record Description(
        String from,
        List<String> files,
        SortedMap<String, String> present,
        Map<Flag, Long> validation,
        Map<String, Object> consistency,
        Figures figures) {

    /** What was counted keeps its digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    String text() {
        return JSON.writeValueAsString(this);
    }

    /** Empty: of a version that described it otherwise. */
    static Optional<Description> of(String text) {
        try {
            return Optional.of(JSON.readValue(text, Description.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
