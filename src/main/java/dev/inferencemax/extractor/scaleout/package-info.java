/**
 * One job on many machines: the manager cuts the work of a step into parts and sends each as a message, workers take them
 * one at a time. Nothing of it is there without the profile {@code scale-out}. Start at {@link Lead} and {@link
 * Worker}; between them are two channels, which a transport joins ({@link JmsTransport}). What a part is, and where it
 * stands, is in the database; a message only names it.
 */
@ApplicationModule(allowedDependencies = {"job", "github", "ledger"})
@NullMarked
package dev.inferencemax.extractor.scaleout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
