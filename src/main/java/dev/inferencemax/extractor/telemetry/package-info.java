/**
 * What others see of a run while nobody watches it: metrics and traces for those who run it, a notice for those who wait
 * for its dataset. Start at {@link Telemetry}. All of it is off unless configured, and then nothing of it is started;
 * none of it can make a run fail.
 */
@ApplicationModule(allowedDependencies = {"job", "dataset", "ledger"})
@NullMarked
package dev.inferencemax.extractor.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
