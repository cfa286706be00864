package dev.inferencemax.extractor.github;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs, newest first, each once. GitHub gives the first 1,000 of a listing and no more, so a span of time that holds more
 * is asked for in halves, and these in halves, down to a minute.
 */
public final class RunListing extends AbstractSpliterator<WorkflowRun> {

    private static final Logger log = LoggerFactory.getLogger(RunListing.class);

    /** The project's first run is of 12 August 2025 (atlas, section 1). */
    private static final Instant FIRST_RUNS = Instant.parse("2025-08-01T00:00:00Z");

    private static final int CAP = 1000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** A span of creation times, both ends inclusive, to the second, as GitHub's filter has them. */
    record Window(Instant from, Instant to) {

        boolean divisible() {
            return Duration.between(from, to).compareTo(SHORTEST) > 0;
        }

        Window older() {
            return new Window(from, middle());
        }

        Window newer() {
            return new Window(middle().plusSeconds(1), to);
        }

        /** Without what is older. */
        Window from(Instant earliest) {
            return earliest.isAfter(from) && earliest.isBefore(to) ? new Window(earliest, to) : this;
        }

        /** Our clock may be behind GitHub's. */
        Window with(List<WorkflowRun> runs) {
            return runs.stream()
                    .map(WorkflowRun::createdAt)
                    .filter(created -> created.isAfter(to))
                    .max(Instant::compareTo)
                    .map(latest -> new Window(from, latest))
                    .orElse(this);
        }

        private Instant middle() {
            return from.plusSeconds(Duration.between(from, to).toSeconds() / 2);
        }

        /** The value of GitHub's {@code created} filter. */
        @Override
        public String toString() {
            return from + ".." + to;
        }
    }

    private final Window whole;
    private final boolean bounded;
    private final Instant settled;
    private final Function<@Nullable Window, Listing<WorkflowRun>> open;
    private final Deque<Window> ahead = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();
    private boolean begun;
    private boolean complete = true;
    private Instant newest = Instant.EPOCH;
    private Window window;
    private @Nullable Listing<WorkflowRun> listing;
    private Iterator<WorkflowRun> page = Collections.emptyIterator();

    /**
     * Prepares a listing; nothing is asked before the first run is.
     *
     * @param from null: since ever
     * @param to null: until now
     * @param settled the listing ends once all that is older was created before then
     * @param open begins the listing of a window; null: of everything
     */
    RunListing(
            @Nullable Instant from,
            @Nullable Instant to,
            Instant settled,
            Instant now,
            Function<@Nullable Window, Listing<WorkflowRun>> open) {
        super(Long.MAX_VALUE, ORDERED | DISTINCT | NONNULL);
        Instant last = (to == null ? now : to).truncatedTo(ChronoUnit.SECONDS);
        Instant first = from == null ? FIRST_RUNS : from.truncatedTo(ChronoUnit.SECONDS);
        this.whole = new Window(from == null && first.isAfter(last) ? Instant.EPOCH : first, last);
        this.bounded = from != null || to != null;
        this.settled = settled;
        this.window = whole;
        this.open = open;
    }

    @Override
    public boolean tryAdvance(Consumer<? super WorkflowRun> action) {
        while (true) {
            while (page.hasNext()) {
                WorkflowRun run = page.next();
                if (seen.add(run.id())) {
                    newest = run.createdAt().isAfter(newest) ? run.createdAt() : newest;
                    action.accept(run);
                    return true;
                }
            }
            if (!turn()) {
                return false;
            }
        }
    }

    /** Goes on to the next page, of this window or of the next one; false: there is none. */
    private boolean turn() {
        Listing<WorkflowRun> current = listing == null ? begin() : listing;
        if (current == null) {
            return false;
        }
        boolean first = current.count() == 0;
        List<WorkflowRun> read = current.hasMore() ? current.nextItems() : List.of();
        Iterator<WorkflowRun> items = read.iterator();
        complete &= current.hasMore() || current.count() >= stated(current);
        if (reachesWhatIsSettled(read)) {
            ahead.clear();
            listing = null;
            page = items;
            return true;
        }
        Long total = current.total();
        boolean promisesTooMany = first && current.hasMore() && total != null && total > CAP && !endsEarly();
        boolean tooMany = promisesTooMany || current.count() >= CAP;
        listing = current.hasMore() ? current : null;
        page = items;
        if (tooMany && window.divisible()) {
            window = window.from(settled).with(read);
            ahead.push(window.older());
            ahead.push(window.newer());
            listing = null;
            page = first ? Collections.emptyIterator() : items;
        } else if (tooMany && listing == null) {
            log.warn(
                    "GitHub lists no more than {} runs at once, and {} has that many: some may be missing",
                    CAP,
                    window);
        }
        return true;
    }

    /** The runs, each when it is asked for. */
    public Stream<WorkflowRun> stream() {
        return StreamSupport.stream(this, false);
    }

    /** Whether as many came so far as GitHub says there are. */
    public boolean isComplete() {
        return complete;
    }

    /** When the newest run so far was created; {@link Instant#EPOCH}: there was none. */
    public Instant newest() {
        return newest;
    }

    private static long stated(Listing<WorkflowRun> read) {
        Long total = read.latestTotal();
        return total == null ? 0 : Math.min(total, CAP);
    }

    /** Where only the newest runs are of interest, the listing is left long before its cap. */
    private boolean endsEarly() {
        return settled.isAfter(whole.from());
    }

    /** Each page and each window is older than the one before. */
    private boolean reachesWhatIsSettled(List<WorkflowRun> read) {
        Instant oldest =
                read.isEmpty() ? Instant.EPOCH : read.get(read.size() - 1).createdAt();
        return !oldest.equals(Instant.EPOCH) && oldest.isBefore(settled);
    }

    private @Nullable Listing<WorkflowRun> begin() {
        if (!begun) {
            begun = true;
            return open.apply(bounded ? whole : null);
        }
        Window next = ahead.poll();
        if (next == null) {
            return null;
        }
        window = next;
        return open.apply(next);
    }
}
