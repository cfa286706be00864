package dev.inferencemax.extractor.github;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A paged listing, read page by page. Each id comes once, although a listing that grows while it is read repeats some.
 * It ends with the last page, or with one that brings nothing new: one that runs in circles ends too.
 */
final class Listing<T> {

    /** The most that GitHub gives at once. */
    static final int PAGE = 100;

    private final Function<URI, Found<Page<T>>> get;
    private final ToLongFunction<T> id;
    private final Set<Long> seen = new HashSet<>();
    private @Nullable URI next;
    private @Nullable Long total;
    private @Nullable Long latestTotal;
    private Found.@Nullable Gone<Page<T>> gone;

    Listing(URI first, Function<URI, Found<Page<T>>> get, ToLongFunction<T> id) {
        this.next = first;
        this.get = get;
        this.id = id;
    }

    /** Pages that so many items take. */
    static long pages(long items) {
        return (items + PAGE - 1) / PAGE;
    }

    boolean hasMore() {
        return next != null;
    }

    /** Asks for the next page; empty when there was nothing (new) on it. */
    List<T> nextItems() {
        Found<Page<T>> found = get.apply(Objects.requireNonNull(next));
        next = null;
        if (found instanceof Found.Gone<Page<T>> missing) {
            gone = missing;
            return List.of();
        }
        Page<T> page = ((Found.Here<Page<T>>) found).value();
        total = total == null ? page.total() : total;
        latestTotal = page.total();
        List<T> fresh = page.items().stream()
                .filter(item -> seen.add(id.applyAsLong(item)))
                .toList();
        next = fresh.isEmpty() ? null : page.next();
        return fresh;
    }

    /** What the first page said the whole holds; null: not stated. */
    @Nullable Long total() {
        return total;
    }

    /** What the last page said the whole holds by then; null: not stated. */
    @Nullable Long latestTotal() {
        return latestTotal;
    }

    boolean brought(long itemId) {
        return seen.contains(itemId);
    }

    /** Items so far. */
    int count() {
        return seen.size();
    }

    /** The answer where there should have been a page; null: there was one. */
    Found.@Nullable Gone<Page<T>> gone() {
        return gone;
    }

    /** All items; page 2 is asked for when page 1 is used up. What is not there has none. */
    Stream<T> items() {
        return Stream.iterate(this, Listing::hasMore, UnaryOperator.identity())
                .flatMap(listing -> listing.nextItems().stream());
    }
}
