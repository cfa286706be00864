package dev.inferencemax.extractor.github;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What was asked of GitHub since the process started; redirects and repeated tries count as the requests they are. */
public final class RequestCounts {

    private final AtomicLongArray requests = new AtomicLongArray(RequestKind.values().length);
    private final LongAdder bytes = new LongAdder();

    /** Requests by kind, every kind in a fixed order: repository, workflows, runs, artifacts, jobs, zip, blob. */
    public Map<String, Long> byKind() {
        Map<String, Long> counts = new LinkedHashMap<>();
        Arrays.stream(RequestKind.values()).forEach(kind -> counts.put(kind.toString(), requests.get(kind.ordinal())));
        return Collections.unmodifiableMap(counts);
    }

    /** Bytes of bodies received, as they came over the wire. */
    public long bytes() {
        return bytes.sum();
    }

    void sent(RequestKind kind) {
        requests.incrementAndGet(kind.ordinal());
    }

    void received(long count) {
        bytes.add(count);
    }
}
