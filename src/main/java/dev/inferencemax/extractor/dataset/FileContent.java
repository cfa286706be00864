package dev.inferencemax.extractor.dataset;

import java.io.IOException;
import java.io.Writer;

/** What a file of the dataset is filled with. */
@FunctionalInterface
public interface FileContent {
    void to(Writer out) throws IOException;
}
