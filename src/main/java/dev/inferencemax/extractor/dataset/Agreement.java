package dev.inferencemax.extractor.dataset;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What comparing two eras comes to. */
final class Agreement {

    private static final double AGREES = 0.9;
    private static final double MOSTLY = 0.5;

    private final LocalDate laterEra;
    private final List<BigDecimal> ratios = new ArrayList<>();
    private final Days before = new Days();
    private final Days after = new Days();
    private long compared;
    private long within;
    private long onlyBefore;
    private long onlyAfter;

    Agreement(LocalDate laterEra) {
        this.laterEra = laterEra;
    }

    void add(EraPair pair) {
        compared++;
        if (pair.withinBand()) {
            within++;
        }
        BigDecimal ratio = pair.ratio("tput_per_gpu");
        if (ratio != null) {
            ratios.add(ratio);
        }
        before.add(pair.before().createdAt());
        after.add(pair.after().createdAt());
    }

    /** Configurations that the other era has nothing to compare with. */
    void only(long earlier, long later) {
        onlyBefore += earlier;
        onlyAfter += later;
    }

    /** As it stands in the summary. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("compare_at", laterEra.toString());
        figures.put("configurations", compared);
        figures.put("within_band", within);
        figures.put("median_ratio_tput_per_gpu", median());
        figures.put("only_before", onlyBefore);
        figures.put("only_after", onlyAfter);
        figures.put("sentence", sentence());
        return figures;
    }

    String sentence() {
        if (compared == 0) {
            return "No configuration was measured both before %s and from then on.".formatted(laterEra);
        }
        double share = (double) within / compared;
        return String.format(
                Locale.ROOT,
                "What was measured from %s on (%s) %s with what was measured before (%s): %,d of %,d configurations stay"
                        + " within 10 %% in throughput, time per output token and latency, and the median throughput is %.2f"
                        + " times what it was.",
                laterEra,
                after,
                share >= AGREES ? "agrees" : share >= MOSTLY ? "mostly agrees" : "does not agree",
                before,
                within,
                compared,
                median());
    }

    private @Nullable BigDecimal median() {
        if (ratios.isEmpty()) {
            return null;
        }
        Collections.sort(ratios);
        BigDecimal upper = ratios.get(ratios.size() / 2);
        return ratios.size() % 2 == 1
                ? upper
                : upper.add(ratios.get(ratios.size() / 2 - 1)).divide(BigDecimal.valueOf(2));
    }

    /** The first and the last day of an era. */
    private static final class Days {

        private @Nullable LocalDate first;
        private @Nullable LocalDate last;

        void add(@Nullable Instant time) {
            if (time != null) {
                LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
                first = first == null || day.isBefore(first) ? day : first;
                last = last == null || day.isAfter(last) ? day : last;
            }
        }

        @Override
        public String toString() {
            return first + " to " + last;
        }
    }
}
