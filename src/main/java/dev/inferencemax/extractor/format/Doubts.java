package dev.inferencemax.extractor.format;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Collects the flags of one record. */
final class Doubts {

    private final NavigableSet<String> flags = new TreeSet<>();

    void add(Flag flag) {
        flags.add(flag.id());
    }

    /** A flag about one field, {@code not_finite:p99_ttft}. */
    void add(Flag flag, String field) {
        // the column joins flags by semicolons
        flags.add(flag.id() + ":" + field.replace(';', '_'));
    }

    NavigableSet<String> flags() {
        return flags;
    }
}
