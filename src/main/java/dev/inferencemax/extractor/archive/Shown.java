package dev.inferencemax.extractor.archive;

import java.util.stream.Collectors;

/** Names that strangers chose, made fit to be shown: in quotes, nothing that moves a cursor, not endless. */
final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    static String name(String name) {
        return '"' + text(name) + '"';
    }

    /** Control characters, direction marks and the like become {@code \\u{…}}; the midst of a long text is left out. */
    static String text(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= LONGEST) {
            return escaped(text);
        }
        String start = text.substring(0, text.offsetByCodePoints(0, LONGEST - 20));
        String end = text.substring(text.offsetByCodePoints(text.length(), -20));
        return escaped(start) + "…" + escaped(end) + " (" + length + " characters)";
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> isHarmless(c) ? Character.toString(c) : String.format("\\u{%x}", c))
                .collect(Collectors.joining());
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
