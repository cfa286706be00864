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
 * It ends with the last page, and when it runs in circles. A page that brings nothing new may just have moved: so much was
 * added meanwhile.
 */
final class Listing<T> {

    /** The most that GitHub gives at once. */
    static final int PAGE = 100;

    /** Pages in a row that bring nothing new. As much as they hold is never added while one is read. */
    private static final int MOST_FRUITLESS = 10;

    private final Function<URI, Found<Page<T>>> get;
    private final ToLongFunction<T> id;
    private final Set<Long> seen = new HashSet<>();
    private final List<URI> read = new ArrayList<>();
    private @Nullable URI next;
    private @Nullable Long total;
    private @Nullable Long latestTotal;
    private Found.@Nullable Gone<Page<T>> gone;
    private int fruitless;

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

    /** Asks for the next page; what was on an earlier one is left out. */
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
        fruitless = fresh.isEmpty() ? fruitless + 1 : 0;
        next = leadsOn(page) ? page.next() : null;
        return fresh;
    }

    private boolean leadsOn(Page<T> page) {
        return !page.items().isEmpty() && fruitless < MOST_FRUITLESS && !read.contains(page.next());
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
