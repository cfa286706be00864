package dev.inferencemax.extractor.archive;

/** Where the bytes of a file wait until all have come and are verified. Its faults are unchecked and speak for themselves. */
interface Draft extends AutoCloseable {

    void write(byte[] from, int offset, int length);

    /** Forgets all bytes. */
    void restart();

    /** Brings the file to its place in one stroke; nothing can be written afterwards. */
    void publish(long bytes, String sha256);

    /** Leaves nothing of what was not published. */
    @Override
    void close();
}
