package dev.inferencemax.extractor.format;

import java.util.NavigableSet;
import java.util.TreeSet;

/** Collects the flags of one record. */
final class Doubts {

    private final NavigableSet<String> flags = new TreeSet<>();

    void add(String flag) {
        flags.add(flag);
    }

    /** A flag about one field, {@code not_finite:p99_ttft}. */
    void add(String flag, String field) {
        // the column joins flags by semicolons
        flags.add(flag + ":" + field.replace(';', '_'));
    }

    NavigableSet<String> flags() {
        return flags;
    }
}
