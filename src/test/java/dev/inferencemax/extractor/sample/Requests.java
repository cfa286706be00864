package dev.inferencemax.extractor.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** What was asked of the sample, by kind. */
public final class Requests {

    private final Map<Endpoint, LongAdder> counts = new EnumMap<>(Endpoint.class);
    private final ConcurrentMap<Endpoint, Asked> newest = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, LongAdder> downloads = new ConcurrentHashMap<>();
    private final LongAdder notModified = new LongAdder();

    Requests() {
        for (Endpoint endpoint : Endpoint.values()) {
            counts.put(endpoint, new LongAdder());
        }
    }

    void count(Asked asked) {
        counts.get(asked.endpoint()).increment();
        newest.put(asked.endpoint(), asked);
    }

    void countNotModified() {
        notModified.increment();
    }

    /** Only of artifacts that are held: for generated ones a counter each would be what they are meant to avoid. */
    void countDownload(long artifactId) {
        downloads.computeIfAbsent(artifactId, id -> new LongAdder()).increment();
    }

    public long of(Endpoint endpoint) {
        return counts.get(endpoint).sum();
    }

    /** All requests to the API, answered with 304 or not, refused or not. */
    public long api() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().isApi())
                .mapToLong(count -> count.getValue().sum())
                .sum();
    }

    /** Conditional requests that cost no budget. */
    public long notModified() {
        return notModified.sum();
    }

    /** How often the blob storage delivered this artifact's bytes completely. */
    public long downloadsOf(long artifactId) {
        LongAdder count = downloads.get(artifactId);
        return count == null ? 0 : count.sum();
    }

    /** Artifacts whose complete bytes were delivered more than once. */
    public List<Long> downloadedAgain() {
        return downloads.entrySet().stream()
                .filter(count -> count.getValue().sum() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** A header of the newest request of that kind. */
    public Optional<String> newestHeader(Endpoint endpoint, String header) {
        return Optional.ofNullable(newest.get(endpoint)).flatMap(asked -> asked.header(header));
    }

    /** Path and query of the newest request of that kind. */
    public Optional<String> newestTarget(Endpoint endpoint) {
        return Optional.ofNullable(newest.get(endpoint)).map(Asked::target);
    }

    public void reset() {
        counts.values().forEach(LongAdder::reset);
        notModified.reset();
        newest.clear();
        downloads.clear();
    }

    @Override
    public String toString() {
        return counts + ", not modified " + notModified;
    }
}
