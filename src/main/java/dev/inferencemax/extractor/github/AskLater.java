package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.time.Duration;

/** A fault for which the server named the least time to stay away. */
final class AskLater extends IOException {

    private final transient Duration pause;

    AskLater(String message, Duration pause) {
        super(message);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
