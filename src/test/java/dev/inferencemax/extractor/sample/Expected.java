package dev.inferencemax.extractor.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a full extraction of a history must give, known by whoever wrote it.
 *
 * @param records read in all when every result artifact is downloaded: {@code measurements + duplicates + rejected +
 *     notResults}; a file or zip that cannot be read counts as one
 * @param losses artifacts that no source has any more
 */
public record Expected(
        List<Measurement> measurements,
        int records,
        int duplicates,
        int notResults,
        List<Rejected> rejected,
        List<Loss> losses) {

    /** Of random throughputs some are off the others. */
    private static final Set<String> COMPARED = Set.of("throughput_jump", "measured_again", "two_machines");

    /**
     * One row of {@code history.csv} under {@code --download=all}. With {@code auto} artifact, file and index may differ.
     *
     * @param cells by column; columns that are not here are not decided by the record
     * @param flags of the row
     */
    public record Measurement(
            long runId,
            String headSha,
            long artifactId,
            String artifactName,
            String file,
            int recordIndex,
            Map<String, String> cells,
            Set<String> flags) {

        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;

        /** Columns in which a row is not what it should be; numbers are compared as numbers, to the last digit. */
        public List<String> differences(Map<String, String> row) {
            List<String> differences = new ArrayList<>();
            Map<String, String> all = new LinkedHashMap<>(cells);
            all.put("head_sha", headSha);
            all.put("artifact_id", String.valueOf(artifactId));
            all.put("artifact_name", artifactName);
            all.put("artifact_file", file);
            all.put("record_index", String.valueOf(recordIndex));
            all.forEach((column, cell) -> {
                if (!same(cell, row.get(column))) {
                    differences.add(column + ": expected '" + cell + "', was '" + row.get(column) + "'");
                }
            });
            String expected = String.join(";", new TreeSet<>(flags));
            String raised = Arrays.stream(row.get("flags").split(";", -1))
                    .filter(flag -> !COMPARED.contains(flag))
                    .collect(Collectors.joining(";"));
            if (!expected.equals(raised)) {
                differences.add("flags: expected '" + expected + "', was '" + raised + "'");
            }
            return differences;
        }

        private static boolean same(String expected, String actual) {
            if (Objects.equals(expected, actual)) {
                return true;
            }
            if (expected.startsWith("{") && actual != null && actual.startsWith("{")) {
                return JSON.readTree(actual).equals(NUMBERS_BY_VALUE, JSON.readTree(expected));
            }
            try {
                return actual != null && new BigDecimal(expected).compareTo(new BigDecimal(actual)) == 0;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        /** Finds the row: no two measurements of a history have the same. */
        public String key() {
            return runId + " " + cells.get("tput_per_gpu");
        }
    }

    /**
     * What must end in {@code rejected.csv}.
     *
     * @param recordIndex null: the file as a whole
     */
    public record Rejected(long runId, String artifactName, String file, Integer recordIndex, String reason) {}

    public record Loss(long runId, long artifactId, String artifactName) {}
}
