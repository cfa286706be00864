package dev.inferencemax.extractor.format;

/** Why a record is of no use. */
record Fault(RejectReason reason, String detail) {

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_TEXT = 2_000;

    static Fault missing(String field) {
        return new Fault(RejectReason.MISSING_FIELD, field + " is missing");
    }

    /**
     * A field with a value it cannot have.
     *
     * @param problem completes the sentence {@code conc "8" …}
     */
    static Fault invalid(String field, Json value, String problem) {
        return new Fault(RejectReason.INVALID_FIELD, "%s %s %s".formatted(field, shown(value), problem));
    }

    static String shown(Json value) {
        if (value instanceof Json.Text text) {
            return '"' + printable(text.value()) + '"';
        }
        if (value instanceof Json.Numeric number) {
            return printable(number.value().toString());
        }
        if (value instanceof Json.NotFinite notFinite) {
            return printable(notFinite.token());
        }
        if (value instanceof Json.Bool bool) {
            return String.valueOf(bool.value());
        }
        if (value instanceof Json.Null) {
            return "null";
        }
        return value instanceof Json.Obj ? "{…}" : "[…]";
    }

    /** Short enough for a table, and of characters that every database takes. */
    static String printable(String text) {
        String start = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
        return start.codePoints()
                .map(c -> Character.isISOControl(c) || isHalfAPair(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Whether databases and files take a text: not NUL, not half a surrogate pair, and no novel. */
    static boolean isStorable(String text) {
        if (text.length() > LONGEST_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (isHalfAPair(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isHalfAPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
