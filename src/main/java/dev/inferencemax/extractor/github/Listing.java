package dev.inferencemax.extractor.github;

import java.net.URI;
import java.util.ArrayList;
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
 * A paged listing, read page by page. Each id comes once, although a listing that grows while it is read repeats some,
 * and none is missing, although one that shrinks skips some.
 * It ends with the last page, or with one that brings nothing new: one that runs in circles ends too.
 */
final class Listing<T> {

    /** The most that GitHub gives at once. */
    static final int PAGE = 100;

    private final Function<URI, Found<Page<T>>> get;
    private final ToLongFunction<T> id;
    private final Set<Long> seen = new HashSet<>();
    private final List<URI> read = new ArrayList<>();
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
        URI address = Objects.requireNonNull(next);
        Found<Page<T>> found = get.apply(address);
        next = null;
        if (found instanceof Found.Gone<Page<T>> missing) {
            gone = missing;
            return List.of();
        }
        Page<T> page = ((Found.Here<Page<T>>) found).value();
        List<T> fresh = new ArrayList<>();
        if (latestTotal != null && page.total() != null && page.total() < latestTotal) {
            fresh.addAll(slipped());
        }
        total = total == null ? page.total() : total;
        latestTotal = page.total();
        fresh.addAll(unseen(page));
        read.add(address);
        next = fresh.isEmpty() ? null : page.next();
        return fresh;
    }

    /** When something is deleted, what follows moves to pages that were read before: they are read again, the last first. */
    private List<T> slipped() {
        List<T> found = new ArrayList<>();
        for (int page = read.size() - 1; page >= 0; page--) {
            List<T> fresh =
                    get.apply(read.get(page)) instanceof Found.Here<Page<T>> here ? unseen(here.value()) : List.of();
            if (fresh.isEmpty()) {
                break;
            }
            found.addAll(fresh);
        }
        return found;
    }

    private List<T> unseen(Page<T> page) {
        return page.items().stream()
                .filter(item -> seen.add(id.applyAsLong(item)))
                .toList();
    }

    /** What the first page said the whole holds; null: not stated. */
    @Nullable Long total() {
        return total;
    }

    /** What the last page said the whole holds by then; null: not stated. */
    @Nullable Long latestTotal() {
        return latestTotal;
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
