package dev.inferencemax.extractor.job;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Runs by ascending id, a page at a time: each page continues after the last run of the one before. */
final class RunsInOrder implements ItemStreamReader<Long> {

    private static final int PAGE = 500;

    /** A page of run ids greater than a given one, ascending. */
    @FunctionalInterface
    interface Pages {
        List<Long> after(long runId, int limit);
    }

    private final Pages pages;
    private final Queue<Long> page = new ArrayDeque<>();
    private long last = Long.MIN_VALUE;

    RunsInOrder(Pages pages) {
        this.pages = pages;
    }

    /** The same, for who asks in another way. */
    Iterator<Long> runs() {
        return Stream.generate(this::read).takeWhile(Objects::nonNull).iterator();
    }

    @Override
    public void open(ExecutionContext context) {
        page.clear();
        last = Long.MIN_VALUE;
    }

    @Override
    public @Nullable Long read() {
        if (page.isEmpty()) {
            page.addAll(pages.after(last, PAGE));
        }
        Long run = page.poll();
        if (run != null) {
            last = run;
        }
        return run;
    }
}
