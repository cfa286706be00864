package dev.inferencemax.extractor.sample;

import java.time.Duration;

/** Real time passing on the server's side. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
