package dev.inferencemax.extractor.dataset;

import static dev.inferencemax.extractor.benchmark.Flag.CONCURRENCY_NOT_KEPT;
import static dev.inferencemax.extractor.benchmark.Flag.CONC_IMPLAUSIBLE;
import static dev.inferencemax.extractor.benchmark.Flag.E2EL_OUT_OF_BAND;
import static dev.inferencemax.extractor.benchmark.Flag.GPUS_IMPLAUSIBLE;
import static dev.inferencemax.extractor.benchmark.Flag.HW_IS_MACHINE;
import static dev.inferencemax.extractor.benchmark.Flag.LENGTHS_IMPLAUSIBLE;
import static dev.inferencemax.extractor.benchmark.Flag.ROLE_SIZES_DISAGREE;
import static dev.inferencemax.extractor.benchmark.Flag.TTFT_TAIL;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What in a row is possible, but not likely. */
final class PlausibilityRules {

    /** Requests ask for 80 to 100 % of the stated lengths, evenly. */
    private static final double SHARE_OF_LENGTH = 0.9;

    private static final double SHORTEST_E2EL = 0.75;
    private static final double LONGEST_E2EL = 1.1;
    private static final double LEAST_KEPT = 0.6;
    private static final double MOST_KEPT = 1.15;
    private static final double LONGEST_TAIL = 100;

    private static final double MOST_REQUESTS = 32_768;
    private static final double GPUS_OF_A_NODE = 8;
    private static final double MOST_GPUS = 1_152;
    private static final double MOST_TOKENS = 1_048_576;

    private static final String FIXED_LENGTHS = "fixed-seq";
    private static final Pattern MACHINE = Pattern.compile(".*_[0-9]+");

    private final RowNumbers row;
    private final RowFindings found;

    PlausibilityRules(RowNumbers row, RowFindings found) {
        this.row = row;
        this.found = found;
    }

    void check() {
        if (row.text("scenario").equals(FIXED_LENGTHS)) {
            endToEnd();
            concurrency();
            tail();
        }
        configuration();
        hardware();
    }

    private void endToEnd() {
        double share =
                row.number("mean_e2el") / (row.number("mean_ttft") + row.number("mean_tpot") * (row.number("osl") - 1));
        if (share < SHORTEST_E2EL || share > LONGEST_E2EL) {
            found.add(E2EL_OUT_OF_BAND, "mean_e2el %s is %.3f of it", row.text("mean_e2el"), share);
        }
    }

    /** What is in flight is what comes out in the time that each stays. */
    private void concurrency() {
        double inFlight = row.number("tput_per_gpu") * row.number("num_gpus") * row.number("mean_e2el");
        double asked = row.number("conc") * SHARE_OF_LENGTH * (row.number("isl") + row.number("osl"));
        double kept = inFlight / asked;
        if (kept < LEAST_KEPT || kept > MOST_KEPT) {
            found.add(
                    CONCURRENCY_NOT_KEPT,
                    "tput_per_gpu %s × num_gpus %s × mean_e2el %s is %.3f of it",
                    row.text("tput_per_gpu"),
                    row.text("num_gpus"),
                    row.text("mean_e2el"),
                    kept);
        }
    }

    private void tail() {
        double median = row.number("median_ttft");
        if (median > 0 && row.number("p99_ttft") > LONGEST_TAIL * median) {
            found.add(TTFT_TAIL, "p99_ttft %s, median_ttft %s", row.text("p99_ttft"), row.text("median_ttft"));
        }
    }

    private void configuration() {
        if (row.number("conc") > MOST_REQUESTS) {
            found.add(CONC_IMPLAUSIBLE, "conc %s", row.text("conc"));
        }
        if (row.number("osl") < 2 || row.number("osl") > MOST_TOKENS || row.number("isl") > MOST_TOKENS) {
            found.add(LENGTHS_IMPLAUSIBLE, "isl %s, osl %s", row.text("isl"), row.text("osl"));
        }
    }

    private void hardware() {
        double gpus = row.number("num_gpus");
        boolean node = row.text("is_multinode").equals("false");
        double roles = row.number("num_prefill_gpu") + row.number("num_decode_gpu");
        if (gpus < 1 || gpus > (node ? GPUS_OF_A_NODE : MOST_GPUS) || RowRules.differ(roles, gpus)) {
            found.add(GPUS_IMPLAUSIBLE, "num_gpus %s, is_multinode %s", row.text("num_gpus"), row.text("is_multinode"));
        }
        for (String role : List.of("prefill", "decode")) {
            double product = row.number(role + "_tp")
                    * orOne(role + "_pp")
                    * orOne(role + "_pcp_size")
                    * row.number(role + "_num_workers");
            String published = "num_" + role + "_gpu";
            if (RowRules.differ(product, row.number(published))) {
                found.about(
                        ROLE_SIZES_DISAGREE,
                        role,
                        String.format(Locale.ROOT, "%s, the product is %.0f", row.text(published), product));
            }
        }
        if (MACHINE.matcher(row.text("hw")).matches()) {
            found.add(HW_IS_MACHINE, "%s", row.text("hw"));
        }
    }

    /** Before they were published they were 1. */
    private double orOne(String column) {
        return row.text(column).isEmpty() ? 1 : row.number(column);
    }
}
