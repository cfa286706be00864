package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A flag raised against a row.
 *
 * @param field the flag is about; null: about the row as a whole
 * @param detail what was found, for people; the field where there is no more to say
 */
record Finding(Flag flag, @Nullable String field, String detail) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::cell).thenComparing(Finding::detail);

    static Finding of(Flag flag) {
        return new Finding(flag, null, "");
    }

    static Finding of(Flag flag, String detail) {
        return new Finding(flag, null, detail);
    }

    static Finding about(Flag flag, String field, String detail) {
        return new Finding(flag, field, field + ": " + detail);
    }

    /** A flag as a reader of records raised it, {@code not_finite:p99_ttft}. */
    static Finding read(String flag) {
        int colon = flag.indexOf(':');
        if (colon < 0) {
            return of(Flag.of(flag));
        }
        String field = flag.substring(colon + 1);
        return new Finding(Flag.of(flag.substring(0, colon)), field, field);
    }

    /** As it stands in the column {@code flags}. */
    String cell() {
        return field == null ? flag.id() : flag.id() + ":" + field;
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
