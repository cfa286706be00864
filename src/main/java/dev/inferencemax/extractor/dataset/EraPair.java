package dev.inferencemax.extractor.dataset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest measurements of one configuration in the earlier and in the later era.
 *
 * @param match how it is known to be one configuration
 */
record EraPair(Measurement before, Measurement after, Match match) {

    /** How two measurements were found to be of one configuration. */
    enum Match {
        /** All that was chosen is the same. */
        EXACT,
        /** What the earlier record leaves open, the later one says. */
        AS_PUBLISHED,
        /** The same, and what the earlier record leaves open more than one later configuration says. */
        ONE_OF_SEVERAL
    }

    static final List<String> METRICS =
            List.of("tput_per_gpu", "output_tput_per_gpu", "mean_ttft", "mean_tpot", "mean_e2el");

    /** Time to first token is left out: a few cold requests govern it. */
    static final List<String> DECISIVE = List.of("tput_per_gpu", "mean_tpot", "mean_e2el");

    private static final BigDecimal LEAST = new BigDecimal("0.9");
    private static final BigDecimal MOST = new BigDecimal("1.1");
    private static final MathContext DIGITS = new MathContext(6);

    /** The later value in terms of the earlier; null: one of them is not known, or is nothing to divide by. */
    @Nullable BigDecimal ratio(String metric) {
        String earlier = before.cell(metric);
        String later = after.cell(metric);
        if (earlier.isEmpty() || later.isEmpty() || new BigDecimal(earlier).signum() == 0) {
            return null;
        }
        return new BigDecimal(later).divide(new BigDecimal(earlier), DIGITS);
    }

    boolean withinBand() {
        return DECISIVE.stream().allMatch(metric -> {
            BigDecimal ratio = ratio(metric);
            return ratio == null || (ratio.compareTo(LEAST) >= 0 && ratio.compareTo(MOST) <= 0);
        });
    }

    /** What is not the same and may explain a difference. */
    List<String> why() {
        List<String> why = new ArrayList<>();
        differ("image", "image", why);
        differ("model_id", "model_id", why);
        differ("hw", "label", why);
        runners(why);
        if (before.cell("num_decode_gpu").isEmpty()
                != after.cell("num_decode_gpu").isEmpty()) {
            why.add("gpus_counted_otherwise"); // in all, or by role
        }
        if (before.cell("ep").isEmpty() && !after.cell("ep").isEmpty()) {
            why.add("ep_unknown");
        }
        if (match == Match.ONE_OF_SEVERAL) {
            why.add("one_of_several");
        }
        if (!before.official() || !after.official()) {
            why.add("unofficial");
        }
        return why.isEmpty() ? List.of("unexplained") : why;
    }

    private void differ(String column, String what, List<String> why) {
        String earlier = before.cell(column);
        String later = after.cell(column);
        if (earlier.isEmpty() != later.isEmpty()) {
            why.add(what + "_unknown");
        } else if (!earlier.equals(later)) {
            why.add(what + "_changed");
        }
    }

    private void runners(List<String> why) {
        if (before.runner() == null || after.runner() == null) {
            why.add("runner_unknown");
        } else if (!before.runner().equals(after.runner())) {
            why.add("runner_changed");
        }
    }
}
