package dev.inferencemax.extractor.benchmark;

/** What a user feels of a served model, in the order of the columns. */
public enum Latency {
    TTFT("ttft", "s", "time to first token"),
    TPOT("tpot", "s", "time per output token after the first"),
    ITL("itl", "s", "latency between chunks of output"),
    E2EL("e2el", "s", "time from request to last token"),
    INTVTY("intvty", "tokens/s/user", "interactivity");

    private final String published;
    private final String unit;
    private final String meaning;

    Latency(String published, String unit, String meaning) {
        this.published = published;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** As it stands at the end of a published key. */
    public String published() {
        return published;
    }

    String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }
}
