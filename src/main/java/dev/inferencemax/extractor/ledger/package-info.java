/**
 * What is known of every run, artifact and record, and where each stands. Start at {@link ArtifactState}: its drawing is
 * the pipeline. {@link ArtifactLedger} moves artifacts along it, {@link RunLedger} keeps the runs, {@link ResultLedger}
 * what was read. Progress is a row here, never a counter in memory.
 */
@ApplicationModule(allowedDependencies = "benchmark")
@NullMarked
package dev.inferencemax.extractor.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
