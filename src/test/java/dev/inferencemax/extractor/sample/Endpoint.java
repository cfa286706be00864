package dev.inferencemax.extractor.sample;

/** What a request asks for: requests are counted by it, faults are scripted by it. */
public enum Endpoint {
    REPOSITORY,
    WORKFLOWS,
    RUNS,
    ARTIFACTS,
    JOBS,
    ZIP,
    BLOB,
    OTHER;

    /** Requests to the API port; the blob storage is another host and knows no budget. */
    boolean isApi() {
        return this != BLOB;
    }
}
