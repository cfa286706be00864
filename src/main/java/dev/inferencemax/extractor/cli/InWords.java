package dev.inferencemax.extractor.cli;

import java.util.List;

/** Several names as a sentence has them: {@code backfill, import and rebuild}. */
final class InWords {

    private InWords() {}

    static String and(List<String> names) {
        return joined(names, " and ");
    }

    static String or(List<String> names) {
        return joined(names, " or ");
    }

    private static String joined(List<String> names, String last) {
        int rest = names.size() - 1;
        return rest < 1 ? String.join("", names) : String.join(", ", names.subList(0, rest)) + last + names.get(rest);
    }
}
