package dev.inferencemax.extractor.github;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts of many runs, read off the listing of their whole repository where that takes fewer pages than to ask run
 * by run.
 *
 * <p>That listing goes from the newest artifact to the oldest: a run is told once the artifacts of a whole page are older
 * than it. Should an artifact come later than that, the order is not what it was taken for, and its run and all that are
 * not told yet are left to be asked for themselves; so is what a listing that ends early does not show.
 */
public final class RepositoryArtifacts implements Iterator<RepositoryArtifacts.OfRun> {

    /** An artifact of a run is never older than the run; clocks of several machines state both. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private static final int SAMPLE = 10;
    private static final int MOST_PAGES_A_RUN = 6;

    /**
     * One run.
     *
     * @param listing null: fewer pages are read when the run is asked itself, see {@link ActionsApi#artifacts(RepositoryName, OfRun)}
     */
    public record OfRun(long runId, @Nullable ArtifactListing listing) {}

    private final Map<Long, Instant> waiting;
    private final Supplier<Listing<RunArtifact>> open;
    private final LongFunction<Found<ArtifactListing>> askRun;
    private final Map<Long, List<RunArtifact>> read = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private final Set<Long> doubtful = new HashSet<>();
    private final Queue<OfRun> ready = new ArrayDeque<>();
    private @Nullable Listing<RunArtifact> listing;
    private boolean ended;

    RepositoryArtifacts(
            Map<Long, Instant> created,
            Supplier<Listing<RunArtifact>> open,
            LongFunction<Found<ArtifactListing>> askRun) {
        this.waiting = new TreeMap<>(created);
        this.open = open;
        this.askRun = askRun;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            if (waiting.isEmpty()) {
                finish();
            } else if (listing == null) {
                begin();
            } else if (!doubtful.isEmpty()) {
                askRunByRun();
            } else if (listing.hasMore()) {
                take(listing.nextItems());
            } else if (wasReadWhole(listing)) {
                waiting.keySet().forEach(this::tell);
                waiting.clear();
            } else {
                askRunByRun();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public OfRun next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void begin() {
        Listing<RunArtifact> whole = open.get();
        listing = whole;
        if (waiting.size() == 1) {
            askRunByRun();
            return;
        }
        List<RunArtifact> page = whole.nextItems();
        if (pays(whole, page)) {
            take(page);
        } else {
            askRunByRun();
        }
    }

    private static boolean wasReadWhole(Listing<RunArtifact> listing) {
        Long total = listing.latestTotal();
        return total != null && listing.count() >= total;
    }

    private void askRunByRun() {
        waiting.keySet().forEach(run -> ready.add(new OfRun(run, null)));
        waiting.clear();
        finish();
    }

    /** Run by run it takes a page a run at least; how many more, some runs tell. */
    private boolean pays(Listing<RunArtifact> whole, List<RunArtifact> page) {
        long pages = pages(whole, page);
        long runs = waiting.size();
        if (pages <= runs) {
            return true;
        }
        return runs > 2 * SAMPLE && pages <= MOST_PAGES_A_RUN * runs && pages <= runs * pagesARun();
    }

    /** Pages down to the oldest run, if the rest is as dense as the first. */
    private long pages(Listing<RunArtifact> whole, List<RunArtifact> page) {
        Long total = whole.total();
        if (total == null || whole.gone() != null) {
            return Long.MAX_VALUE;
        }
        long all = Listing.pages(total);
        Instant newest = newest(page);
        Instant oldest = page.stream()
                .map(RunArtifact::createdAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        Instant bottom = waiting.values().stream().min(Instant::compareTo).orElseThrow();
        if (newest == null || oldest == null || !oldest.isBefore(newest)) {
            return all;
        }
        long deep = Duration.between(bottom, newest).toSeconds()
                / Math.max(1, Duration.between(oldest, newest).toSeconds());
        return Math.min(all, Math.max(0, deep) + 1);
    }

    private double pagesARun() {
        List<Long> runs = List.copyOf(waiting.keySet());
        long pages = 0;
        for (int place = 0; place < SAMPLE; place++) {
            long run = runs.get(place * runs.size() / SAMPLE);
            if (askRun.apply(run) instanceof Found.Here<ArtifactListing> here) {
                waiting.remove(run);
                ready.add(new OfRun(run, here.value()));
                pages += here.value().pages();
            }
        }
        return (double) pages / SAMPLE;
    }

    private void take(List<RunArtifact> page) {
        for (RunArtifact artifact : page) {
            Long run = artifact.runId();
            if (run != null && waiting.containsKey(run)) {
                read.computeIfAbsent(run, first -> new ArrayList<>()).add(artifact);
            } else if (run != null && told.contains(run)) {
                doubtful.add(run);
            }
        }
        Instant newest = newest(page);
        if (newest != null) {
            Instant passed = newest.plus(CLOCKS_DIFFER);
            List<Long> complete = waiting.entrySet().stream()
                    .filter(run -> run.getValue().isAfter(passed))
                    .map(Map.Entry::getKey)
                    .toList();
            complete.forEach(this::tell);
            waiting.keySet().removeAll(complete);
        }
    }

    private static @Nullable Instant newest(List<RunArtifact> page) {
        return page.stream()
                .map(RunArtifact::createdAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private void tell(long run) {
        List<RunArtifact> artifacts = read.remove(run);
        List<RunArtifact> all = artifacts == null ? List.of() : artifacts;
        ready.add(new OfRun(run, ArtifactListing.joined(all, all.size())));
        told.add(run);
    }

    private void finish() {
        ended = true;
        doubtful.forEach(run -> ready.add(new OfRun(run, null)));
    }
}
