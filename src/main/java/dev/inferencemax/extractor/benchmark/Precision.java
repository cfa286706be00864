package dev.inferencemax.extractor.benchmark;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Number formats of the weights. Vendors' own four-bit formats compare with {@code fp4} (atlas, section 11). */
public final class Precision {

    private static final Map<String, String> ALIASES = Map.of("nvfp4", "fp4", "mxfp4", "fp4");

    private Precision() {}

    /** What two precisions are compared by. */
    public static @Nullable String canonical(@Nullable String published) {
        if (published == null) {
            return null;
        }
        String name = published.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(name, name);
    }
}
