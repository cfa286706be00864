package dev.inferencemax.extractor.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name somebody probably meant. */
final class NearestName {

    private NearestName() {}

    /** The known name that needs the fewest changes; nothing when all are too far to be meant. */
    static Optional<String> of(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> isNear(typed, name))
                .min(Comparator.comparingInt((String name) -> distance(typed, name))
                        .thenComparing(name -> name));
    }

    /** A third of the letters may be wrong, and words may be missing at the end. */
    private static boolean isNear(String typed, String name) {
        int letters = typed.replace("-", "").length();
        return distance(typed, name) <= Math.max(1, letters / 3) || (letters >= 3 && name.startsWith(typed));
    }

    /** Letters to add, remove or change (Levenshtein), row by row. */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] here = new int[other.length() + 1];
            here[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int changed = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                here[column] = Math.min(above[column - 1] + changed, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[other.length()];
    }
}
