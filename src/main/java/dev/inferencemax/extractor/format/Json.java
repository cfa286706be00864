package dev.inferencemax.extractor.format;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A value of a published record. Containers carry the digest of all they held, also of what was not kept. */
sealed interface Json {

    record Text(String value) implements Json {}

    /** With the digits as published: {@code 2.0} is not {@code 2} here. */
    record Numeric(BigDecimal value) implements Json {}

    /** {@code NaN}, {@code Infinity}, or digits that no double holds. */
    record NotFinite(String token) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    record Obj(Map<String, Json> fields, Digest digest) implements Json {}

    /**
     * A list.
     *
     * @param elements empty also when there were too many to be of use: only raw measurements are that long
     */
    record Arr(List<Json> elements, Digest digest) implements Json {}
}
