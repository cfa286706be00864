package dev.inferencemax.extractor.format;

import org.jspecify.annotations.Nullable;

/** Digits in names. They may be more than a number holds: then they say nothing. */
final class WholeNumber {

    private static final int DIGITS_THAT_ALWAYS_FIT = 9;

    private WholeNumber() {}

    static @Nullable Integer of(String digits) {
        return digits.length() > DIGITS_THAT_ALWAYS_FIT ? null : (Integer) Integer.parseInt(digits);
    }

    /** For what is never zero. */
    static @Nullable Integer positive(String digits) {
        Integer number = of(digits);
        return number == null || number == 0 ? null : number;
    }
}
