package dev.inferencemax.extractor.objectstore;

import java.io.IOException;

/** The bytes that came are not those whose checksum the store states: bent on their way, or where they lie. */
public final class BytesBent extends IOException {

    private static final long serialVersionUID = 1L;

    BytesBent(String object, Throwable cause) {
        super(object + " comes with other bytes than were put", cause);
    }
}
