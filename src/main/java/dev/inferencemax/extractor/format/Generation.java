package dev.inferencemax.extractor.format;

import java.util.List;
import java.util.stream.Stream;

/**
 * Ids of the generations, told by the newest keys a row has. Rows are tried in order. Where several generations
 * published the same keys, one of them stands for all (atlas, sections 3–5).
 *
 * @param keys all of them there: this generation
 */
record Generation(String id, List<String> keys) {

    private static final List<Generation> SINGLE_NODE = List.of(
            having("G12", "recipe_fingerprint"),
            having("G11", "power_valid"),
            having("G10", "pp"),
            having("G10", "dcp_size"),
            having("G10", "router"),
            having("G9", "p90_ttft"),
            having("G9", "avg_power_w"),
            having("G7", "is_multinode"),
            having("G6f", "isl"),
            having("G6e", "disagg"),
            having("G6d", "dp_attention", "input_tput_per_gpu"),
            having("G4br", "dp_attention"),
            having("G4c", "input_tput_per_gpu"),
            having("G4b", "output_tput_per_gpu"),
            having("G4a", "framework"),
            having("G2"));

    private static final List<Generation> AGENTIC = List.of(
            having("A3", "request_metrics"),
            having("A0", "users"),
            having("A2", "p75_ttft"),
            having("A2", "p95_ttft"),
            having("A1"));

    private static Generation having(String id, String... keys) {
        return new Generation(id, List.of(keys));
    }

    static String ofSingleNode(Fields fields) {
        return first(SINGLE_NODE, fields);
    }

    static String ofAgentic(Fields fields) {
        return first(AGENTIC, fields);
    }

    /** M3 and M4 differ in their names; in their keys only since pp, dcp and pcp are published. */
    static String ofMultinode(Fields fields) {
        return Stream.of("prefill_pp", "prefill_dcp_size", "recipe_fingerprint", "power_valid", "p90_ttft")
                        .anyMatch(fields::has)
                ? "M4"
                : "M3";
    }

    /** The last row asks for nothing. */
    private static String first(List<Generation> rows, Fields fields) {
        for (Generation row : rows) {
            if (row.fits(fields)) {
                return row.id;
            }
        }
        throw new IllegalStateException("no row fits every record");
    }

    private boolean fits(Fields fields) {
        for (String key : keys) {
            if (!fields.has(key)) {
                return false;
            }
        }
        return true;
    }
}
