package dev.inferencemax.extractor.scaleout;

/** A partition that another worker is to do, or this one later. */
final class GivenBack extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenBack(String message) {
        super(message);
    }
}
