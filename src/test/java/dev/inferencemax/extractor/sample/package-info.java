/**
 * A GitHub to test against: a real HTTP server, two ports, scripted in the order things happen. Start at
 * {@link dev.inferencemax.extractor.sample.SampleGitHub}; {@code aResult()} writes records of every generation, and
 * {@link dev.inferencemax.extractor.sample.SampleHistory} a believable quarter of the benchmark's life.
 *
 * <p>Shares no code with the application: what a test expects is known by who wrote it, never by reading it back.
 */
package dev.inferencemax.extractor.sample;
