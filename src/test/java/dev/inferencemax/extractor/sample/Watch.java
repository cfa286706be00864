package dev.inferencemax.extractor.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sees what a well-behaved client never does. */
final class Watch {

    /**
     * How long, in real time, requests of other connections count as sent before the caller could know. A connection
     * that was told itself has no such excuse: it sends only after it has read the answer.
     */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(1);

    private record Wait(Instant until, long toldAt, Set<Integer> connections, Answer answer) {}

    private final Clock clock;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Wait> waits = new ConcurrentHashMap<>();

    Watch(Clock clock) {
        this.clock = clock;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    void knows(String token) {
        if (!token.isEmpty()) {
            tokens.add(token);
        }
    }

    /** From now on requests with this token are against GitHub's word until the wait is over. */
    void told(Asked asked, Answer answer) {
        Wait fresh = new Wait(
                clock.instant().plus(answer.pause()), System.nanoTime(), ConcurrentHashMap.newKeySet(), answer);
        waits.merge(asked.token(), fresh, (old, told) -> told.until().isAfter(old.until()) ? told : old)
                .connections()
                .add(asked.connection());
    }

    /** How a request is refused while a wait goes on: in the words in which it was told. */
    Answer refusal(Asked asked) {
        Answer told = waits.get(asked.token()).answer();
        Duration left = waitOf(asked);
        return told.status() < 400 ? Fault.primaryLimit(left) : told.tellingToWait(left);
    }

    /** What is left of the wait that this token was told; zero: none. */
    Duration waitOf(Asked asked) {
        Wait wait = waits.get(asked.token());
        Duration left = wait == null ? Duration.ZERO : Duration.between(clock.instant(), wait.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    void seesApi(Asked asked) {
        knows(asked.token());
        seesUrl(asked);
        Duration left = waitOf(asked);
        if (!left.isZero() && !couldNotKnow(asked)) {
            violations.add(asked.method() + " " + asked.target() + " came " + left + " before the wait was over");
        }
    }

    private boolean couldNotKnow(Asked asked) {
        Wait wait = waits.get(asked.token());
        return !wait.connections().contains(asked.connection())
                && System.nanoTime() - wait.toldAt() < IN_FLIGHT.toNanos();
    }

    void seesBlob(Asked asked) {
        if (asked.header("authorization").isPresent()) {
            violations.add("the blob storage was sent an Authorization header for " + asked.path());
        }
        seesUrl(asked);
    }

    private void seesUrl(Asked asked) {
        if (tokens.stream().anyMatch(asked.target()::contains)) {
            violations.add("a token was seen in the URL of " + asked.path());
        }
    }
}
