/**
 * What a benchmark result is: the configuration that was served, the metrics that were measured, and the vocabularies
 * both are told in. Start at {@link BenchmarkResult}. Pure Java: knows no file format, no database, no framework.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.inferencemax.extractor.benchmark;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
