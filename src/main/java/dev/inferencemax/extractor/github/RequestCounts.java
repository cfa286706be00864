package dev.inferencemax.extractor.github;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was asked of GitHub since the process started, also by others for it; redirects and repeated tries count as the
 * requests they are.
 */
public final class RequestCounts {

    private final Map<RequestKind, LongAdder> requests = Arrays.stream(RequestKind.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> new LongAdder()));
    private final LongAdder bytes = new LongAdder();

    /** Requests by kind, every kind in a fixed order: repository, workflows, runs, artifacts, jobs, zip, blob, other_host. */
    public Map<String, Long> byKind() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (RequestKind kind : RequestKind.values()) {
            counts.put(kind.toString(), counter(kind).sum());
        }
        return Collections.unmodifiableMap(counts);
    }

    /** Bytes of bodies received, as they came over the wire. */
    public long bytes() {
        return bytes.sum();
    }

    /**
     * Counts what another process has asked for this one.
     *
     * @param byKind as its own counts name the kinds; one that is not known here is not counted
     */
    public void add(Map<String, Long> byKind, long bytesReceived) {
        requests.forEach((kind, counter) -> counter.add(byKind.getOrDefault(kind.toString(), 0L)));
        received(bytesReceived);
    }

    void sent(RequestKind kind) {
        counter(kind).increment();
    }

    void received(long count) {
        bytes.add(count);
    }

    private LongAdder counter(RequestKind kind) {
        return Objects.requireNonNull(requests.get(kind));
    }
}
