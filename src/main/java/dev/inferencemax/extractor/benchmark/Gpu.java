package dev.inferencemax.extractor.benchmark;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GPU names, read from the many shapes of {@code hw}: {@code b200-trt}, {@code h100-cw_1}, {@code cluster:gb300-nv},
 * {@code MI355X} (atlas, section 11).
 */
public final class Gpu {

    private static final Set<String> KNOWN =
            Set.of("h100", "h200", "b200", "b300", "gb200", "gb300", "mi300x", "mi325x", "mi355x", "rtx6000pro");

    private static final Pattern LEADING = Pattern.compile("((?:gb|b|h)\\d{3}|mi\\d{3}x|rtx6000pro)(?![a-z0-9])");
    private static final Pattern MACHINE_INDEX = Pattern.compile("_\\d+$");

    private Gpu() {}

    /** The GPU of a runner label or machine; one that is not recognised keeps its name, without the machine's number. */
    public static String of(String hw) {
        String label = hw.strip().toLowerCase(Locale.ROOT);
        if (label.startsWith("cluster:")) {
            label = label.substring("cluster:".length());
        }
        Matcher leading = LEADING.matcher(label);
        return leading.lookingAt()
                ? leading.group(1)
                : MACHINE_INDEX.matcher(label).replaceFirst("");
    }

    public static boolean isKnown(String gpu) {
        return KNOWN.contains(gpu);
    }
}
