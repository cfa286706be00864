/**
 * GitHub's Actions REST API as a typed client: workflows, runs, artifacts, jobs and the bytes of an artifact. Start at
 * {@link ActionsApi} (paths and records); below it {@code Transport} sends, retries and follows redirects, and
 * {@code RateBudget} says when a request may go. Knows nothing of benchmarks.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.inferencemax.extractor.github;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
