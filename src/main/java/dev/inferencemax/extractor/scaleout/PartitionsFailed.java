package dev.inferencemax.extractor.scaleout;

/** Partitions that were not done; the message names them, and why. */
final class PartitionsFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PartitionsFailed(String message) {
        super(message);
    }
}
