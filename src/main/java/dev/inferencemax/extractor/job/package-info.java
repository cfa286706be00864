/**
 * The batch jobs. Start at {@link BackfillJob}: it reads as the pipeline on paper. One class a step, with its reader,
 * processor and writer; what all steps share is in {@link Steps}. {@link JobLaunch} chooses which instance runs.
 */
@ApplicationModule(
        allowedDependencies = {"report", "dataset", "source", "github", "archive", "ledger", "format", "benchmark"})
@NullMarked
package dev.inferencemax.extractor.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
