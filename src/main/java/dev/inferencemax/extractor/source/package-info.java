/**
 * Where the bytes of an artifact come from. Start at {@link ArtifactSource}; {@link SourceChain} asks each in turn.
 * Knows nothing of what the bytes mean: that is {@code format}. A new way to get bytes is one class here.
 */
@ApplicationModule(allowedDependencies = {"github", "archive", "ledger"})
@NullMarked
package dev.inferencemax.extractor.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
