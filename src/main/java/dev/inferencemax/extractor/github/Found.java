package dev.inferencemax.extractor.github;

import java.util.function.Function;

/** What GitHub has under an address. */
public sealed interface Found<T> {

    /** It is there. */
    record Here<T>(T value) implements Found<T> {}

    /**
     * It is not there (404: never was, was deleted, or is hidden from this token) or not any more (410).
     *
     * @param message GitHub's own words, shortened
     */
    record Gone<T>(int status, String message) implements Found<T> {}

    /** The same with another value. */
    default <R> Found<R> map(Function<? super T, ? extends R> change) {
        if (this instanceof Here<T> here) {
            return new Here<>(change.apply(here.value()));
        }
        Gone<T> gone = (Gone<T>) this;
        return new Gone<>(gone.status(), gone.message());
    }
}
