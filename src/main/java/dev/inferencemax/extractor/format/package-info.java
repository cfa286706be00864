/**
 * How results were published: artifact names and JSON generations, and what each of them says. A change of format
 * upstream touches this package and nothing else. Start at {@link ArtifactKind}, then {@link ResultFileReader}. A new name is a row of
 * {@link NameGrammar}; a new schema is a {@link PublishedRecord} and a line in {@link Recognition}.
 * Pure Java: bytes and names in, readings out.
 */
@ApplicationModule(allowedDependencies = "benchmark")
@NullMarked
package dev.inferencemax.extractor.format;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
