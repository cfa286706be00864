package dev.inferencemax.extractor.scaleout;

/** What brings the partitions to a worker's channel. */
interface Deliveries {

    void begin();

    /** Whether there will never be another one. */
    boolean areOver();

    /** Brings no more, and waits for what was brought. */
    void end();
}
