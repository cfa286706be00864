package dev.inferencemax.extractor.dataset;

/** What counts as one configuration among the newest. */
public enum Deduplication {
    /**
     * Everything that was chosen rather than measured: nothing is lost. A run that only added points to older curves
     * replaces none of them.
     */
    FULL("configuration", "m.official desc, coalesce(w.append_only, false), m.place desc"),

    /**
     * The eleven raw columns of the Python script that this tool replaces; the newest run wins, whatever its branch, and
     * of one run the last record.
     */
    CURRENT_SCRIPT("model, r.script_key", "r.run_id desc, m.place desc");

    final String key;
    final String newestFirst;

    Deduplication(String key, String newestFirst) {
        this.key = key;
        this.newestFirst = newestFirst;
    }
}
