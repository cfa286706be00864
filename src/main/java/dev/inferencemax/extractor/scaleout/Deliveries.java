package dev.inferencemax.extractor.scaleout;

/** What brings the partitions to a worker's channel. */
interface Deliveries {

    void begin();

    /** Brings no more, and waits for what was brought. */
    void end();
}
