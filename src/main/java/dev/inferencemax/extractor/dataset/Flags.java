package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.benchmark.Flag;
import java.util.Collection;
import java.util.function.Consumer;

/** Flags as the reader of records joined them, and those that the row's run gives it. */
final class Flags {

    private Flags() {}

    static void each(String joined, Consumer<String> flag) {
        if (!joined.isEmpty()) {
            for (String one : joined.split(";", -1)) {
                flag.accept(one);
            }
        }
    }

    static void addIf(boolean raised, Flag flag, Collection<Finding> to) {
        if (raised) {
            to.add(Finding.of(flag));
        }
    }
}
