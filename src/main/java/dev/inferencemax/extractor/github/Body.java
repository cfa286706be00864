package dev.inferencemax.extractor.github;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a download go. */
@FunctionalInterface
public interface Body {

    /**
     * Takes the body of one attempt. A download that breaks is tried again and calls this afresh, so it must start over
     * each time. The stream need not be closed; what is left unread is read and counted, but lost.
     *
     * @param contentLength in bytes; -1: not stated
     * @throws IOException reading the body failed (tried again), or the target did (never tried again)
     */
    void read(InputStream body, long contentLength) throws IOException;
}
