package dev.inferencemax.extractor.benchmark;

import java.util.UUID;

/** Everything that was chosen rather than measured. Two results of one configuration are comparable. */
public record ServingConfiguration(String model) {

    /** Identity of the configuration: the same for every result of it, whatever generation published it. */
    public UUID key() {
        return new UUID(0, 0);
    }
}
