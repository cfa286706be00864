package dev.inferencemax.extractor.benchmark;

/** What is told of the distribution of a latency over the requests of a run, in the order of the columns. */
public enum Statistic {
    MEAN("mean"),
    MEDIAN("median"),
    STD("std"),
    P75("p75"),
    P90("p90"),
    P95("p95"),
    P99("p99"),
    P99_9("p99.9");

    private final String published;

    Statistic(String published) {
        this.published = published;
    }

    /** As it stands in front of a published key; one of them holds a dot. */
    public String published() {
        return published;
    }

    public Metric of(Latency latency) {
        return Metric.named(published + "_" + latency.published()).orElseThrow();
    }

    String meaning(Latency latency) {
        if (latency == Latency.INTVTY) {
            return this == STD
                    ? "1 / std_tpot, as published: no deviation of anything"
                    : "1 / %s_tpot, as published: high percentiles are the slow tail".formatted(published);
        }
        return switch (this) {
            case MEAN -> "mean of the " + latency.meaning();
            case MEDIAN -> "median of the " + latency.meaning();
            case STD -> "standard deviation of the " + latency.meaning();
            default -> "%s of the %s".formatted(published.replace("p", "percentile "), latency.meaning());
        };
    }
}
