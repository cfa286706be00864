package dev.inferencemax.extractor.job;

/** Where a person reads what came of it. */
public interface Console {

    void print(String line);
}
