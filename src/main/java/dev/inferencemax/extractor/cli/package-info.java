/**
 * The command line: what a user types becomes properties of the application, what came of it becomes lines and an exit
 * code. Start at {@link Extractor}; {@link Option} is the table of options.
 */
@ApplicationModule(allowedDependencies = {"telemetry", "job", "ledger", "objectstore"})
@NullMarked
package dev.inferencemax.extractor.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
