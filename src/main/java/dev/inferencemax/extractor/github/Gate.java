package dev.inferencemax.extractor.github;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Through which every request to the API goes: all threads share one budget, and those that must wait wait here. */
final class Gate {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final RateBudget budget;

    Gate(RateBudget budget) {
        this.budget = budget;
    }

    RateBudget.Pass enter(Patience patience) {
        while (true) {
            patience.checkInterrupt();
            RateBudget.Turn turn = turn(patience);
            if (turn instanceof RateBudget.Turn.Go go) {
                return go.pass();
            }
            RateBudget.Turn.Wait wait = (RateBudget.Turn.Wait) turn;
            patience.waitFor(wait.until(), wait.why());
        }
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
    synchronized void leave(RateBudget.Pass pass, @Nullable Answer answer) {
        if (answer == null) {
            budget.unanswered(pass);
        } else {
            boolean tooFast = Meaning.of(answer) == Meaning.TOO_FAST;
            var closed = budget.answered(pass, RateHeaders.of(answer.headers()), tooFast);
            if (closed != null) {
                log.info(
                        "GitHub's rate limit: {} waits until {}{}",
                        pass.token(),
                        closed,
                        tooFast ? " (" + answer.status() + ": " + answer.message() + ")" : "");
            }
        }
        notifyAll();
    }

    RateLimit now() {
        return budget.now();
    }
}
