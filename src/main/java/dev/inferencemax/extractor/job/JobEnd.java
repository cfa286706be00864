package dev.inferencemax.extractor.job;

import java.util.List;

/** How a command ended. */
public sealed interface JobEnd {

    /**
     * Done and published.
     *
     * @param openLosses artifacts lost that nobody has accepted
     * @param lines what a person wants to know
     */
    record Done(long openLosses, List<String> lines) implements JobEnd {}

    /**
     * Stopped on purpose before the end, or published without what could not be had; the same command goes on later.
     *
     * @param lines what a person wants to know, where something was published
     */
    record NotNow(String message, List<String> lines) implements JobEnd {}

    /** What was asked for cannot be. */
    record Refused(String message) implements JobEnd {}

    /** Failed; the same command resumes. */
    record Failed(Throwable cause) implements JobEnd {}
}
