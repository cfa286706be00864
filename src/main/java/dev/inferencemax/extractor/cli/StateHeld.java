package dev.inferencemax.extractor.cli;

/** Another run holds the state. */
final class StateHeld extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateHeld(String message) {
        super(message);
    }
}
