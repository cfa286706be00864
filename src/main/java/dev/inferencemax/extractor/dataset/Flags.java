package dev.inferencemax.extractor.dataset;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Flags as one cell: sorted, each once, separated by semicolons. */
final class Flags {

    private Flags() {}

    static String with(String flags, @Nullable String... more) {
        Set<String> all = new TreeSet<>();
        if (!flags.isEmpty()) {
            all.addAll(List.of(flags.split(";")));
        }
        for (String flag : more) {
            if (flag != null) {
                all.add(flag);
            }
        }
        return String.join(";", all);
    }
}
