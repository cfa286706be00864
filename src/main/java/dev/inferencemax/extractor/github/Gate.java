package dev.inferencemax.extractor.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Through which every request to the API goes: all threads share one budget, and those that must wait wait here. */
final class Gate {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final RateBudget budget;
    private final Permits permits;

    Gate(RateBudget budget, Permits permits) {
        this.budget = budget;
        this.permits = permits;
    }

    RateBudget.Pass enter(Patience patience) {
        while (true) {
            patience.checkInterrupt();
            RateBudget.Turn turn = turn(patience);
            if (turn instanceof RateBudget.Turn.Go go) {
                if (isPermitted(go.pass())) {
                    return go.pass();
                }
            } else {
                RateBudget.Turn.Wait wait = (RateBudget.Turn.Wait) turn;
                patience.waitFor(wait.until(), wait.why());
            }
        }
    }

    /** Whether other processes have left something of the token; if not, it is closed until they may have. */
    private boolean isPermitted(RateBudget.Pass pass) {
        Instant opens;
        try {
            opens = permits.take(pass.token());
        } catch (RuntimeException fault) {
            leave(pass, null);
            throw fault;
        }
        if (opens != null) {
            putBack(pass, opens);
        }
        return opens == null;
    }

    private synchronized void putBack(RateBudget.Pass pass, Instant opens) {
        budget.usedByOthers(pass, opens);
        notifyAll();
    }

    /** Go or wait; where the answers on their way decide, these are waited for: each comes, or fails, in bounded time. */
    private synchronized RateBudget.Turn turn(Patience patience) {
        RateBudget.Turn turn = budget.ask();
        try {
            while (turn instanceof RateBudget.Turn.Full) {
                wait();
                turn = budget.ask();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw patience.interrupted();
        }
        return turn;
    }

    /** Gives the pass back; null: there was no answer. */
    void leave(RateBudget.Pass pass, @Nullable Answer answer) {
        if (answer == null) {
            putBack(pass);
        } else {
            boolean tooFast = Meaning.of(answer) == Meaning.TOO_FAST;
            Instant closed = answered(pass, answer, tooFast);
            permits.answered(pass.token(), budget.of(pass), tooFast ? closed : null);
            if (closed != null) {
                log.info(
                        "GitHub's rate limit: {} waits until {}{}",
                        pass.token(),
                        closed,
                        tooFast ? " (" + answer.status() + ": " + answer.message() + ")" : "");
            }
        }
    }

    private synchronized void putBack(RateBudget.Pass pass) {
        budget.unanswered(pass);
        notifyAll();
    }

    private synchronized @Nullable Instant answered(RateBudget.Pass pass, Answer answer, boolean tooFast) {
        Instant closed = budget.answered(pass, RateHeaders.of(answer.headers()), tooFast);
        notifyAll();
        return closed;
    }

    RateLimit now() {
        return budget.now();
    }
}
