package dev.inferencemax.extractor.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of sources that were asked in vain, comma-separated as they are stored. */
final class Tried {

    private Tried() {}

    /** Names in both lists, those of the first before the others. */
    static String both(@Nullable String some, String more) {
        return some == null
                ? more
                : Stream.of(some.split(","), more.split(","))
                        .flatMap(Arrays::stream)
                        .distinct()
                        .collect(Collectors.joining(","));
    }
}
