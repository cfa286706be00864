/**
 * From results to the dataset: {@link MergeResults} decides what is one measurement and which is current,
 * {@link DatasetExport} writes the files. Start at {@link DatasetColumn}, the table of all columns. A new output is one
 * class here.
 */
@ApplicationModule(allowedDependencies = {"ledger", "benchmark", "objectstore"})
@NullMarked
package dev.inferencemax.extractor.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
